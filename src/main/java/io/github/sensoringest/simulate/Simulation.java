package io.github.sensoringest.simulate;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;

/**
 * Makes the readings of one simulated sensor, or of a family of them, one after the other. Each
 * sensor of a family has its own source of chance, so its values do not depend on how many there
 * are; the first has those of a single sensor with the same seed. Not thread-safe.
 */
final class Simulation {
  private static final int LEAST_DIGITS = 2;

  private final String[] ids;
  private final Random[] randoms;
  private final double[] values;
  private final String unit;
  private final Signal signal;
  private final Clock clock;
  private long made;

  Simulation(String sensorId, int sensors, String unit, Signal signal, long seed, Clock clock) {
    this.ids = ids(sensorId, sensors);
    this.randoms = new Random[sensors];
    this.values = new double[sensors];
    this.unit = unit;
    this.signal = signal;
    this.clock = clock;
    for (int sensor = 0; sensor < sensors; sensor++) {
      randoms[sensor] = new Random(seedOf(seed, sensor));
    }
  }

  /** Returns the next reading: of a family a list with one of each sensor, all of one moment. */
  Object next() {
    long now = EpochNanos.of(clock.instant());
    long number = made++;
    if (ids.length == 1) {
      return reading(0, number, now);
    }
    SensorReading[] readings = new SensorReading[ids.length];
    for (int sensor = 0; sensor < readings.length; sensor++) {
      readings[sensor] = reading(sensor, number, now);
    }
    return Collections.unmodifiableList(Arrays.asList(readings));
  }

  /** Returns how often {@link #next} was called. */
  long made() {
    return made;
  }

  private SensorReading reading(int sensor, long number, long now) {
    double value = signal.value(number, values[sensor], randoms[sensor]);
    values[sensor] = value;
    return new SensorReading(ids[sensor], now, value, unit);
  }

  private static String[] ids(String sensorId, int sensors) {
    if (sensors == 1) {
      return new String[] {sensorId};
    }
    int digits = Math.max(LEAST_DIGITS, String.valueOf(sensors - 1).length());
    String[] ids = new String[sensors];
    for (int sensor = 0; sensor < sensors; sensor++) {
      String number = String.valueOf(sensor);
      ids[sensor] = sensorId + "_" + "0".repeat(digits - number.length()) + number;
    }
    return ids;
  }

  /** Returns the seed of one sensor of a family; for the first it is {@code seed}. */
  static long seedOf(long seed, int sensor) {
    return seed ^ spread(sensor);
  }

  /**
   * Returns 0 for 0, and far apart numbers for others: seeds near each other would begin alike. The
   * mixing function of Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
   */
  private static long spread(long sensor) {
    long mixed = sensor * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
