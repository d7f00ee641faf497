-- A single reading, if store.readings asks for them; flags are the bits of the quality flags.
CREATE TABLE reading_row (
  time_nanos BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  unit TEXT NOT NULL,
  flags INTEGER NOT NULL,
  PRIMARY KEY (time_nanos, series_id)
);

CREATE VIEW readings AS
SELECT
  s.source AS source,
  s.sensor AS sensor,
  TIMESTAMPTZ '1970-01-01 00:00:00Z' + r.time_nanos / 1000 * INTERVAL '1 microsecond' AS time,
  r.value, r.unit, r.flags, r.time_nanos
FROM reading_row r
JOIN series s ON s.id = r.series_id;
