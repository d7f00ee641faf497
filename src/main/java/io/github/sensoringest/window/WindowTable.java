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

    /** A reading that could not be added. */
    void failed(SensorReading reading, RuntimeException cause);
  }

  private static final class Row {
    private final String unit;
    private final RunningStatistics statistics = new RunningStatistics();
    private long flagged;

    Row(String unit) {
      this.unit = unit;
    }
  }

  private final Map<String, Row> rows = new HashMap<>();
  private volatile long readings;

  /** Adds each reading of the batch. A reading that cannot be added hinders no other. */
  void add(ReadingBatch batch, Listener listener) {
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
    setReadings(readings + added);
  }

  private void setReadings(long readings) {
    this.readings = readings;
  }

  private boolean add(SensorReading reading, Listener listener) {
    String sensorId = reading.sensorId();
    String unit = reading.unit() == null ? "" : reading.unit();
    Row row = rows.get(sensorId);
    if (row == null) {
      row = new Row(unit);
      listener.firstOf(sensorId);
      rows.put(sensorId, row);
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

  /** Returns how many sensors have a row. To be asked when nothing is added any more. */
  int rows() {
    return rows.size();
  }

  /** Returns how many readings have been added. */
  long readings() {
    return readings;
  }

  /** Returns a row for each sensor, in the order of their ids. */
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
              0,
              row.flagged,
              row.statistics.statistics()));
    }
    return summaries;
  }
}
