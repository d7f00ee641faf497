package io.github.sensoringest.web;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The last that is known of each sensor: from every window that closes, and from samples of the
 * readings while somebody looks. Of the sensors beyond a limit, those are forgotten that have not
 * been heard of or asked for the longest. Thread-safe.
 */
final class SensorBoard {
  /** How many windows a sparkline shows. */
  static final int MEANS = 40;

  /** What is known of a sensor; guarded by the board. */
  private static final class State {
    private String unit = "";
    private double value = Double.NaN;
    private long measuredMillis = Long.MIN_VALUE;

    /** When the last reading was measured that was seen itself, and not only in its window. */
    private long readingMillis = Long.MIN_VALUE;

    private long seenMillis;
    private double rate = Double.NaN;
    private long flagged;
    private long lastStart = Long.MIN_VALUE;

    /** The means of the last windows, the oldest first; never changed, so that cards share it. */
    private float[] means = {};

    void mean(double mean) {
      int from = means.length == MEANS ? 1 : 0;
      float[] next = Arrays.copyOfRange(means, from, means.length + 1);
      next[next.length - 1] = (float) mean;
      means = next;
    }
  }

  private final int most;
  private final Clock clock;

  /** In the order in which they were heard of or asked for, the longest ago first. */
  private final Map<SensorKey, State> sensors = new LinkedHashMap<>(16, 0.75f, true);

  private long forgotten;

  /**
   * Creates an empty one.
   *
   * @param most how many sensors it remembers
   */
  SensorBoard(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /** Takes note of the windows that have closed. */
  synchronized void windows(List<?> rows) {
    long now = clock.millis();
    for (Object row : rows) {
      if (row instanceof WindowSummary summary) {
        note(summary, now);
      }
    }
  }

  private void note(WindowSummary summary, long now) {
    State state = state(new SensorKey(summary.source(), summary.sensorId()));
    long start = summary.start().toEpochMilli();
    state.seenMillis = now;
    // A late correction of an earlier window says nothing about how the sensor is now.
    if (start < state.lastStart) {
      return;
    }
    if (start > state.lastStart) {
      state.mean(summary.statistics().mean());
    }
    state.lastStart = start;
    state.unit = summary.unit();
    state.rate = summary.rate();
    state.flagged = summary.flagged();
    long end = summary.end().toEpochMilli();
    // A reading that was seen of before the end is in the window, or was late for it.
    if (state.readingMillis < end) {
      state.value = summary.statistics().last();
      state.measuredMillis = Math.max(state.readingMillis, Math.min(end, now));
    }
  }

  /** Takes note of the readings. */
  synchronized void readings(ReadingBatch batch) {
    long now = clock.millis();
    for (int i = 0; i < batch.size(); i++) {
      SensorReading reading = batch.get(i);
      State state = state(new SensorKey(batch.source(), reading.sensorId()));
      long measured = TimeUnit.NANOSECONDS.toMillis(reading.epochNanos());
      state.seenMillis = now;
      if (measured >= state.measuredMillis) {
        state.value = reading.value();
        state.unit = reading.unit() == null ? "" : reading.unit();
        state.measuredMillis = measured;
        state.readingMillis = measured;
      }
    }
  }

  private State state(SensorKey key) {
    State state = sensors.get(key);
    if (state == null) {
      if (sensors.size() >= most) {
        Iterator<SensorKey> oldest = sensors.keySet().iterator();
        oldest.next();
        oldest.remove();
        forgotten++;
      }
      state = new State();
      sensors.put(key, state);
    }
    return state;
  }

  /** Returns all sensors, in no order. */
  synchronized List<SensorCard> cards(RaisedAlarms alarms) {
    List<SensorCard> cards = new ArrayList<>(sensors.size());
    sensors.forEach((key, state) -> cards.add(card(key, state, alarms)));
    return cards;
  }

  /** Returns one sensor, if it is known. */
  synchronized Optional<SensorCard> card(String source, String sensorId, RaisedAlarms alarms) {
    SensorKey key = new SensorKey(source, sensorId);
    return Optional.ofNullable(sensors.get(key)).map(state -> card(key, state, alarms));
  }

  private static SensorCard card(SensorKey key, State state, RaisedAlarms alarms) {
    return new SensorCard(
        key.source(),
        key.sensorId(),
        state.unit,
        state.value,
        state.measuredMillis,
        state.seenMillis,
        state.rate,
        state.flagged,
        state.means,
        alarms.about(key.source(), key.sensorId()));
  }

  /** Returns how often a sensor has been forgotten to make room for another. */
  synchronized long forgotten() {
    return forgotten;
  }

  /** Returns how many sensors it remembers. */
  synchronized int size() {
    return sensors.size();
  }
}
