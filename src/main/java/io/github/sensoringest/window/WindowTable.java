package io.github.sensoringest.window;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics of each sensor in one window. One thread at a time adds; {@link #readings} may be
 * asked by any.
 */
final class WindowTable {
  /** Hears of what is not simply added. */
  interface Listener {
    /** A sensor's first reading in this window. */
    void firstOf(String sensorId);

    /** A reading whose unit is not the one that the sensor's first reading had. */
    void unitChanged(SensorReading reading, String expected);

    /** A reading of a sensor for which there is no room, with so many in the table. */
    void tooManySensors(SensorReading reading, int sensors);

    /** A reading that could not be added. */
    void failed(SensorReading reading, RuntimeException cause);
  }

  private static final class Row {
    private final String unit;
    private final RunningStatistics statistics;
    private long flagged;

    Row(String unit, RunningStatistics statistics, long flagged) {
      this.unit = unit;
      this.statistics = statistics;
      this.flagged = flagged;
    }

    Row copy(PercentileBudget budget) {
      RunningStatistics copy = new RunningStatistics(budget);
      copy.merge(statistics);
      return new Row(unit, copy, flagged);
    }
  }

  private final TableLimits limits;

  /** What had been summarized before; nobody changes it any more. */
  private final Map<String, Row> before;

  private final Map<String, Row> rows = new HashMap<>();

  /** How many of the rows are of sensors that had none before. */
  private int further;

  private volatile long readings;

  /** Creates an empty one. */
  WindowTable(TableLimits limits) {
    this(limits, Map.of());
  }

  private WindowTable(TableLimits limits, Map<String, Row> before) {
    this.limits = limits;
    this.before = before;
  }

  /**
   * Returns a table that goes on where this one ends: it begins with its statistics, but counts and
   * summarizes only what is added from then on. Nothing may be added to this one any more.
   */
  WindowTable reopened() {
    if (before.isEmpty()) {
      return new WindowTable(limits, rows);
    }
    Map<String, Row> all = new HashMap<>(before);
    rows.forEach(
        (sensorId, row) -> {
          Row superseded = all.put(sensorId, row);
          if (superseded != null) {
            superseded.statistics.release();
          }
        });
    return new WindowTable(limits, all);
  }

  /** What one sensor has in a window. */
  record SensorState(
      String sensorId, String unit, long flagged, RunningStatistics.State statistics) {}

  /** Returns all that is in it, and was before it was reopened. */
  List<SensorState> state() {
    Map<String, Row> all = new HashMap<>(before);
    all.putAll(rows);
    List<SensorState> state = new ArrayList<>(all.size());
    all.forEach(
        (sensorId, row) ->
            state.add(new SensorState(sensorId, row.unit, row.flagged, row.statistics.state())));
    return state;
  }

  /** Returns a table that goes on from this state, as a reopened one does. */
  static WindowTable goingOn(TableLimits limits, List<SensorState> state) {
    Map<String, Row> before = new HashMap<>();
    for (SensorState sensor : state) {
      RunningStatistics statistics = RunningStatistics.of(sensor.statistics, limits.percentiles());
      before.put(sensor.sensorId, new Row(sensor.unit, statistics, sensor.flagged));
    }
    return new WindowTable(limits, before);
  }

  /**
   * Adds each reading of the batch. A reading that cannot be added hinders no other.
   *
   * @param counted whether they count as {@link #readings}
   */
  void add(ReadingBatch batch, boolean counted, Listener listener) {
    int added = 0;
    for (int i = 0; i < batch.size(); i++) {
      SensorReading reading = batch.get(i);
      try {
        if (add(reading, listener)) {
          added++;
        }
      } catch (RuntimeException e) {
        listener.failed(reading, e);
      }
    }
    if (counted) {
      setReadings(readings + added);
    }
  }

  private void setReadings(long readings) {
    this.readings = readings;
  }

  private boolean add(SensorReading reading, Listener listener) {
    String sensorId = reading.sensorId();
    String unit = reading.unit() == null ? "" : reading.unit();
    Row row = rows.get(sensorId);
    if (row == null) {
      row = newRow(reading, unit, listener);
      if (row == null) {
        return false;
      }
    }
    if (!row.unit.equals(unit)) {
      listener.unitChanged(reading, row.unit);
      return false;
    }
    row.statistics.add(reading.value(), reading.epochNanos());
    if (reading.flags() != 0) {
      row.flagged++;
    }
    return true;
  }

  private Row newRow(SensorReading reading, String unit, Listener listener) {
    String sensorId = reading.sensorId();
    Row earlier = before.get(sensorId);
    if (earlier != null && !earlier.unit.equals(unit)) {
      listener.unitChanged(reading, earlier.unit);
      return null;
    }
    if (earlier == null && before.size() + further >= limits.maxSensors()) {
      listener.tooManySensors(reading, limits.maxSensors());
      return null;
    }
    PercentileBudget budget = limits.percentiles();
    Row row =
        earlier == null ? new Row(unit, new RunningStatistics(budget), 0) : earlier.copy(budget);
    listener.firstOf(sensorId);
    rows.put(sensorId, row);
    if (earlier == null) {
      further++;
    }
    return row;
  }

  /** Takes over the rows of {@code other}, but for those that have another unit here. */
  void takeOver(WindowTable other) {
    long taken = 0;
    for (Map.Entry<String, Row> entry : List.copyOf(other.rows.entrySet())) {
      Row theirs = entry.getValue();
      Row ours = rows.get(entry.getKey());
      if (ours == null) {
        rows.put(entry.getKey(), theirs);
      } else if (ours.unit.equals(theirs.unit)) {
        ours.statistics.merge(theirs.statistics);
        theirs.statistics.release();
        ours.flagged += theirs.flagged;
      } else {
        continue;
      }
      other.rows.remove(entry.getKey());
      taken += theirs.statistics.count();
    }
    setReadings(readings + taken);
    other.setReadings(other.readings - taken);
  }

  /** Gives back the room of the percentiles. To be called once nothing is added any more. */
  void release() {
    before.values().forEach(row -> row.statistics.release());
    rows.values().forEach(row -> row.statistics.release());
  }

  /** Returns how many sensors have a row. To be asked when nothing is added any more. */
  int rows() {
    return rows.size();
  }

  /** Returns how many readings have been added that count. */
  long readings() {
    return readings;
  }

  /** Returns how many sensors it holds, and held before it was reopened. */
  int sensors() {
    return rows.size() + before.size();
  }

  /**
   * Returns a row for each sensor, in the order of their ids; of a reopened table, for each sensor
   * that something was added to since.
   */
  List<WindowSummary> summaries(OpenWindow window) {
    List<String> sensorIds = new ArrayList<>(rows.keySet());
    sensorIds.sort(null);
    List<WindowSummary> summaries = new ArrayList<>(sensorIds.size());
    for (String sensorId : sensorIds) {
      Row row = rows.get(sensorId);
      summaries.add(
          new WindowSummary(
              window.source(),
              sensorId,
              EpochNanos.toInstant(window.start()),
              EpochNanos.toInstant(window.end()),
              row.unit,
              window.revision(),
              row.flagged,
              row.statistics.statistics()));
    }
    return summaries;
  }
}
