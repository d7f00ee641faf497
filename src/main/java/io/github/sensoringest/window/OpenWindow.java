package io.github.sensoringest.window;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.reading.EpochNanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of a source, or a session of one of its sensors, from its first reading until all sinks
 * have taken it. What changes is guarded by {@link Windows}, but for the table, which the
 * aggregation of the ingest route fills.
 */
final class OpenWindow {
  private final String source;
  private final String key;
  private final int revision;
  private final boolean correction;
  private final WindowTable table;
  private long start;
  private long end;

  /** The part that the chunk at hand has made for this window; null between chunks. */
  private WindowPart part;

  private boolean kept;
  private int pendingParts;
  private long pendingReadings;

  /** Sessions that a reading in between has made one with this one. */
  private List<OpenWindow> absorbed;

  private OpenWindow(
      String source,
      String key,
      long start,
      long end,
      int revision,
      boolean correction,
      WindowTable table) {
    this.source = source;
    this.key = key;
    this.start = start;
    this.end = end;
    this.revision = revision;
    this.correction = correction;
    this.table = table;
  }

  /** Returns a window from {@code start} to {@code end}, with nothing in it. */
  static OpenWindow of(String source, long start, long end, TableLimits limits) {
    return new OpenWindow(
        source, firstKey(source, start, end), start, end, 0, false, new WindowTable(limits));
  }

  /**
   * Returns a session with nothing in it.
   *
   * @param number different for each session of a source
   */
  static OpenWindow session(String source, long start, long end, long number, TableLimits limits) {
    return new OpenWindow(
        source, source + "@session-" + number, start, end, 0, false, new WindowTable(limits));
  }

  /** Returns this window, which is closed, open once more: with what is in it and a revision. */
  OpenWindow reopened() {
    int next = revision + 1;
    String nextKey = firstKey() + '#' + next;
    return new OpenWindow(source, nextKey, start, end, next, true, table.reopened());
  }

  /** Returns a window that goes on from what an earlier run of the gateway had in it. */
  static OpenWindow goingOn(String source, CutWindows.Cut cut, TableLimits limits) {
    int next = cut.revision() + 1;
    return new OpenWindow(
        source,
        firstKey(source, cut.start(), cut.end()) + '#' + next,
        cut.start(),
        cut.end(),
        next,
        false,
        WindowTable.goingOn(limits, cut.sensors()));
  }

  /** Returns what tells a window of a fixed length from others, but not from its revisions. */
  static String firstKey(String source, long start, long end) {
    return source
        + '@'
        + EpochNanos.toInstant(start)
        + '+'
        + Durations.format(Duration.ofNanos(end - start));
  }

  String firstKey() {
    return firstKey(source, start, end);
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

  /** How often it has been closed before. */
  int revision() {
    return revision;
  }

  /** Whether late readings may still open it once more. */
  boolean isKept() {
    return kept;
  }

  void setKept(boolean kept) {
    this.kept = kept;
  }

  /** Whether late readings have opened it once more. */
  boolean isCorrection() {
    return correction;
  }

  WindowTable table() {
    return table;
  }

  /** Makes a session begin or end where this stretch does, if that is further. */
  void extend(long from, long to) {
    start = Math.min(start, from);
    end = Math.max(end, to);
  }

  /** Makes one session of two. Their tables come together when all parts have arrived. */
  void absorb(OpenWindow other) {
    extend(other.start, other.end);
    if (absorbed == null) {
      absorbed = new ArrayList<>();
    }
    absorbed.add(other);
    if (other.absorbed != null) {
      absorbed.addAll(other.absorbed);
      other.absorbed = null;
    }
  }

  /**
   * Takes over what the absorbed sessions hold, when nothing is pending any more.
   *
   * @return the absorbed sessions; those that still have readings could not be taken over, because
   *     they are in another unit
   */
  List<OpenWindow> takeOver() {
    if (absorbed == null) {
      return List.of();
    }
    List<OpenWindow> all = absorbed;
    absorbed = null;
    all.forEach(other -> table.takeOver(other.table));
    return all;
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
  void send() {
    pendingReadings += part.readings();
    part = null;
  }

  /** The part has been folded into the table, or refused. */
  void arrived(WindowPart arrived) {
    pendingParts--;
    pendingReadings -= arrived.readings();
  }

  /** Whether parts are on their way, so that it cannot be closed yet. */
  boolean isPending() {
    return pendingParts > 0
        || (absorbed != null && absorbed.stream().anyMatch(OpenWindow::isPending));
  }

  /** Returns how many readings the ledger counts with it. */
  long readings() {
    long readings = pendingReadings + table.readings();
    return absorbed == null
        ? readings
        : readings + absorbed.stream().mapToLong(OpenWindow::readings).sum();
  }
}
