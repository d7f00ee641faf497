-- A single reading, if store.readings asks for them; flags are the bits of the quality flags.
CREATE TABLE reading_row (
  time_nanos INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  value REAL NOT NULL,
  unit TEXT NOT NULL,
  flags INTEGER NOT NULL,
  PRIMARY KEY (time_nanos, series_id)
) WITHOUT ROWID;

CREATE VIEW readings AS
SELECT
  s.source AS source,
  s.sensor AS sensor,
  strftime('%Y-%m-%dT%H:%M:%S', r.time_nanos / 1000000000, 'unixepoch')
    || printf('.%03dZ', r.time_nanos / 1000000 % 1000) AS time,
  r.value, r.unit, r.flags, r.time_nanos
FROM reading_row r
JOIN series s ON s.id = r.series_id;
