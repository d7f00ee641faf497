-- A sensor of a source. Rows name it by its number, which makes them short.
CREATE TABLE series (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sensor TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (sensor, source)
);

-- A stretch of time that windows cover, in nanoseconds since 1970-01-01T00:00:00Z.
CREATE TABLE span (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  start_nanos BIGINT NOT NULL,
  length_nanos BIGINT NOT NULL,
  UNIQUE (start_nanos, length_nanos)
);

-- A window of a sensor.
CREATE TABLE window_row (
  span_id BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  readings BIGINT NOT NULL,
  flagged BIGINT NOT NULL,
  unit TEXT NOT NULL,
  sum DOUBLE PRECISION,
  mean DOUBLE PRECISION,
  min DOUBLE PRECISION,
  max DOUBLE PRECISION,
  sd DOUBLE PRECISION,
  first DOUBLE PRECISION,
  last DOUBLE PRECISION,
  p50 DOUBLE PRECISION,
  p95 DOUBLE PRECISION,
  p99 DOUBLE PRECISION,
  PRIMARY KEY (span_id, series_id)
);

-- The same for people.
CREATE VIEW windows AS
SELECT
  s.source AS source,
  s.sensor AS sensor,
  TIMESTAMPTZ '1970-01-01 00:00:00Z' + t.start_nanos / 1000 * INTERVAL '1 microsecond'
    AS start_time,
  TIMESTAMPTZ '1970-01-01 00:00:00Z'
    + (t.start_nanos + t.length_nanos) / 1000 * INTERVAL '1 microsecond' AS end_time,
  w.readings, w.unit, w.mean, w.min, w.max, w.sd, w.sum, w.first, w.last, w.p50, w.p95, w.p99,
  w.flagged, w.revision, t.start_nanos, t.length_nanos
FROM series s
CROSS JOIN span t
JOIN window_row w ON w.span_id = t.id AND w.series_id = s.id;
