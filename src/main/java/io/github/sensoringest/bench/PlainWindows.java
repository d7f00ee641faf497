package io.github.sensoringest.bench;

import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which readings of one source belong into which window, in the simplest possible way: it
 * looks at every reading by itself, keeps all of them, and knows nothing of batches, parts or
 * timers. What the gateway does is held against it. Not thread-safe.
 */
public final class PlainWindows {
  /** A window of one sensor; begin and end are in nanoseconds since the epoch. */
  public record Window(String sensorId, long start, long end) implements Comparable<Window> {
    @Override
    public int compareTo(Window other) {
      int bySensor = sensorId.compareTo(other.sensorId);
      if (bySensor != 0) {
        return bySensor;
      }
      int byStart = Long.compare(start, other.start);
      return byStart != 0 ? byStart : Long.compare(end, other.end);
    }
  }

  private static final class Session {
    private long start;
    private long end;
    private final List<SensorReading> readings = new ArrayList<>();
  }

  private final Windowing windowing;
  private final Map<Window, List<SensorReading>> windows = new TreeMap<>();
  private final Map<String, List<Session>> sessions = new TreeMap<>();
  private final List<SensorReading> dropped = new ArrayList<>();
  private final Map<RejectReason, List<SensorReading>> rejected = new EnumMap<>(RejectReason.class);
  private long watermark = Long.MIN_VALUE;

  /** Creates one for a source whose readings are put into windows in this way. */
  public PlainWindows(Windowing windowing) {
    this.windowing = windowing;
  }

  /**
   * Takes readings that came in one message. All must be older than the clock by then.
   *
   * @param readings of any kind; those that are no good are rejected as the entry does
   */
  public void arrive(List<SensorReading> readings) {
    long latest = Long.MIN_VALUE;
    List<SensorReading> inOrder =
        windowing.hasSessions()
            ? readings
            // The order within a message says nothing of time; the earlier stretch goes first.
            : readings.stream().sorted(Comparator.comparingLong(this::lastStart)).toList();
    for (SensorReading reading : inOrder) {
      if (reading.sensorId() == null || reading.sensorId().isBlank()) {
        reject(RejectReason.NO_SENSOR_ID, reading);
      } else if (!Double.isFinite(reading.value())) {
        reject(RejectReason.NOT_FINITE, reading);
      } else {
        latest = Math.max(latest, reading.epochNanos());
        if (windowing.hasSessions()) {
          addToSession(reading);
        } else {
          addToWindows(reading);
        }
      }
    }
    if (latest != Long.MIN_VALUE) {
      watermark = Math.max(watermark, latest - windowing.lateness().toNanos());
    }
  }

  private void addToWindows(SensorReading reading) {
    long length = windowing.length().toNanos();
    long hop = windowing.hop().toNanos();
    long time = reading.epochNanos();
    long last = lastStart(reading);
    Window counting = new Window(reading.sensorId(), last, last + length);
    if (counting.end <= watermark && !takesLate(counting)) {
      late(reading);
      return;
    }
    if (!isOfTheSameUnit(counting, reading)) {
      reject(RejectReason.UNIT_CHANGED, reading);
    }
    for (long start = last; start + length > time; start -= hop) {
      Window window = new Window(reading.sensorId(), start, start + length);
      if ((window.end > watermark || takesLate(window)) && isOfTheSameUnit(window, reading)) {
        windows.computeIfAbsent(window, w -> new ArrayList<>()).add(reading);
      }
    }
  }

  /** Returns where the last window begins that has the reading in it. */
  private long lastStart(SensorReading reading) {
    long hop = windowing.hop().toNanos();
    long offset = windowing.offset().toNanos();
    return Math.floorDiv(reading.epochNanos() - offset, hop) * hop + offset;
  }

  /** A window that has closed is corrected, if there ever was one. */
  private boolean takesLate(Window window) {
    return windowing.late() == LatePolicy.CORRECT
        && windows.keySet().stream()
            .anyMatch(known -> known.start == window.start && known.end == window.end);
  }

  private boolean isOfTheSameUnit(Window window, SensorReading reading) {
    List<SensorReading> before = windows.get(window);
    return before == null || unit(before.get(0)).equals(unit(reading));
  }

  private static String unit(SensorReading reading) {
    return reading.unit() == null ? "" : reading.unit();
  }

  private void addToSession(SensorReading reading) {
    long time = reading.epochNanos();
    long gap = windowing.gap().toNanos();
    List<Session> all = sessions.computeIfAbsent(reading.sensorId(), s -> new ArrayList<>());
    List<Session> touched =
        all.stream()
            .filter(s -> s.end > watermark && s.start < time + gap && time < s.end)
            .toList();
    if (touched.isEmpty() && time + gap <= watermark) {
      late(reading);
      return;
    }
    Session session = new Session();
    session.start = time;
    session.end = time + gap;
    for (Session other : touched) {
      session.start = Math.min(session.start, other.start);
      session.end = Math.max(session.end, other.end);
      session.readings.addAll(other.readings);
    }
    session.readings.add(reading);
    all.removeAll(touched);
    all.add(session);
  }

  private void late(SensorReading reading) {
    if (windowing.late() == LatePolicy.DROP) {
      dropped.add(reading);
    } else {
      reject(RejectReason.LATE, reading);
    }
  }

  private void reject(RejectReason reason, SensorReading reading) {
    rejected.computeIfAbsent(reason, r -> new ArrayList<>()).add(reading);
  }

  /** Returns the readings of each window, in the order in which they came. */
  public Map<Window, List<SensorReading>> windows() {
    Map<Window, List<SensorReading>> all = new TreeMap<>(windows);
    sessions.forEach(
        (sensorId, list) ->
            list.forEach(s -> all.put(new Window(sensorId, s.start, s.end), s.readings)));
    return all;
  }

  /** Returns the readings that were late and were not kept. */
  public List<SensorReading> dropped() {
    return dropped;
  }

  /** Returns the readings that were refused. */
  public Map<RejectReason, List<SensorReading>> rejected() {
    return rejected;
  }
}
