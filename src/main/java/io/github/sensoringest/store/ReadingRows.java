package io.github.sensoringest.store;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;

/** The readings of some batches, one after the other. */
final class ReadingRows {
  private final SensorReading[] readings;
  private final String[] sources;

  ReadingRows(List<ReadingBatch> batches) {
    int size = batches.stream().mapToInt(ReadingBatch::size).sum();
    this.readings = new SensorReading[size];
    this.sources = new String[size];
    int next = 0;
    for (ReadingBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        readings[next] = batch.get(i);
        sources[next] = batch.source();
        next++;
      }
    }
  }

  int size() {
    return readings.length;
  }

  SensorReading reading(int index) {
    return readings[index];
  }

  String source(int index) {
    return sources[index];
  }

  String unit(int index) {
    String unit = readings[index].unit();
    return unit == null ? "" : SeriesKey.storedText(unit);
  }
}
