package io.github.sensoringest.window;

import io.github.sensoringest.reading.EpochNanos;

/**
 * One source's window, from its first reading until all sinks have taken it. What changes is
 * guarded by {@link Windows}, but for the table, which the aggregation of the ingest route fills.
 */
final class OpenWindow {
  private final String source;
  private final long start;
  private final long end;
  private final String key;
  private final WindowTable table;

  /** The part that the chunk at hand has made for this window; null between chunks. */
  private WindowPart part;

  private int pendingParts;
  private long pendingReadings;
  private long lastReadingMillis;

  OpenWindow(String source, long start, long end) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.key = source + '@' + EpochNanos.toInstant(start);
    this.table = new WindowTable();
  }

  String source() {
    return source;
  }

  /** The beginning, inclusive, in nanoseconds since the epoch. */
  long start() {
    return start;
  }

  /** The end, exclusive, in nanoseconds since the epoch. */
  long end() {
    return end;
  }

  /** What the aggregation correlates by: different for each window of each source. */
  String key() {
    return key;
  }

  WindowTable table() {
    return table;
  }

  /** Returns the part for the chunk at hand, which is new if this window has none yet. */
  WindowPart part() {
    if (part == null) {
      part = new WindowPart(this);
      pendingParts++;
    }
    return part;
  }

  /** The chunk is split: its part is on its way to the aggregation. */
  void send(long nowMillis) {
    pendingReadings += part.readings();
    lastReadingMillis = nowMillis;
    part = null;
  }

  /** The part has been folded into the table, or refused. */
  void arrived(WindowPart arrived) {
    pendingParts--;
    pendingReadings -= arrived.readings();
  }

  /** Whether parts are on their way, so that it cannot be closed yet. */
  boolean isPending() {
    return pendingParts > 0;
  }

  long lastReadingMillis() {
    return lastReadingMillis;
  }

  long readings() {
    return pendingReadings + table.readings();
  }
}
