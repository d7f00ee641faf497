package io.github.sensoringest;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes readings for tests. */
public final class Readings {
  private Readings() {}

  /** Returns a reading of 50 celsius. */
  public static SensorReading at(String sensorId, long epochMillis) {
    return SensorReading.ofMillis(sensorId, epochMillis, 50, "celsius");
  }

  /** Returns a batch of readings of one sensor, measured at these milliseconds. */
  public static ReadingBatch batch(String source, long... epochMillis) {
    return batch(
        source,
        LongStream.of(epochMillis).mapToObj(time -> at("S", time)).toArray(SensorReading[]::new));
  }

  /** Returns a batch of {@code size} readings, all of the same moment. */
  public static ReadingBatch batchOf(String source, int size) {
    return batch(
        source,
        IntStream.range(0, size).mapToObj(i -> at("S" + i, 0)).toArray(SensorReading[]::new));
  }

  /** Returns a batch of these readings. */
  public static ReadingBatch batch(String source, SensorReading... readings) {
    List<Long> times = List.of(readings).stream().map(SensorReading::epochNanos).toList();
    return new ReadingBatch(
        source,
        readings,
        times.stream().mapToLong(Long::longValue).min().orElseThrow(),
        times.stream().mapToLong(Long::longValue).max().orElseThrow());
  }
}
