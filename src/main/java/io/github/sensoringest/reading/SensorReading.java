package io.github.sensoringest.reading;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * One value that one sensor measured at one moment. Immutable. The constructors check nothing,
 * because a device may report anything; what is not a usable reading is refused at the entry.
 *
 * @param sensorId the sensor's id, such as {@code TEMP_02}
 * @param epochNanos when it was measured, in nanoseconds since 1970-01-01T00:00:00Z
 * @param value the measured value, in {@code unit}
 * @param unit the unit's name, such as {@code celsius}; empty or null when it has none
 * @param flags what the quality step found, as {@link QualityFlag} bits; 0 for nothing
 */
public record SensorReading(
    String sensorId, long epochNanos, double value, String unit, int flags) {

  /** Creates a reading in which nothing was found. */
  public SensorReading(String sensorId, long epochNanos, double value, String unit) {
    this(sensorId, epochNanos, value, unit, 0);
  }

  /** Returns a reading measured at {@code timestamp}, kept to the nanosecond from 1678 to 2262. */
  public static SensorReading of(String sensorId, Instant timestamp, double value, String unit) {
    return new SensorReading(sensorId, EpochNanos.of(timestamp), value, unit);
  }

  /** Returns a reading measured {@code epochMillis} milliseconds after 1970-01-01T00:00:00Z. */
  public static SensorReading ofMillis(
      String sensorId, long epochMillis, double value, String unit) {
    return new SensorReading(sensorId, TimeUnit.MILLISECONDS.toNanos(epochMillis), value, unit);
  }

  /** Returns when it was measured. */
  public Instant timestamp() {
    return EpochNanos.toInstant(epochNanos);
  }
}
