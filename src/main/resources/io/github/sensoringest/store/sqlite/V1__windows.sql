-- A sensor of a source. Rows name it by its number, which makes them short.
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  sensor TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (sensor, source)
);

-- A stretch of time that windows cover, in nanoseconds since 1970-01-01T00:00:00Z.
CREATE TABLE span (
  id INTEGER PRIMARY KEY,
  start_nanos INTEGER NOT NULL,
  length_nanos INTEGER NOT NULL,
  UNIQUE (start_nanos, length_nanos)
);

-- A window of a sensor. What is stored at one time lies side by side: new rows go to the end of
-- the table, however many sensors there are.
CREATE TABLE window_row (
  span_id INTEGER NOT NULL,
  series_id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  readings INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  unit TEXT NOT NULL,
  sum REAL,
  mean REAL,
  min REAL,
  max REAL,
  sd REAL,
  first REAL,
  last REAL,
  p50 REAL,
  p95 REAL,
  p99 REAL,
  PRIMARY KEY (span_id, series_id)
) WITHOUT ROWID;

-- The same for people. CROSS JOIN fixes the order in which SQLite goes through the tables.
CREATE VIEW windows AS
SELECT
  s.source AS source,
  s.sensor AS sensor,
  strftime('%Y-%m-%dT%H:%M:%S', t.start_nanos / 1000000000, 'unixepoch')
    || printf('.%03dZ', t.start_nanos / 1000000 % 1000) AS start_time,
  strftime('%Y-%m-%dT%H:%M:%S', (t.start_nanos + t.length_nanos) / 1000000000, 'unixepoch')
    || printf('.%03dZ', (t.start_nanos + t.length_nanos) / 1000000 % 1000) AS end_time,
  w.readings, w.unit, w.mean, w.min, w.max, w.sd, w.sum, w.first, w.last, w.p50, w.p95, w.p99,
  w.flagged, w.revision, t.start_nanos, t.length_nanos
FROM series s
CROSS JOIN span t
CROSS JOIN window_row w ON w.span_id = t.id AND w.series_id = s.id;
