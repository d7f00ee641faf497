package io.github.sensoringest.host;

import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The readings of one tick, all of one moment. */
final class HostReadings {
  private final String prefix;
  private final long epochNanos;
  private final List<SensorReading> readings = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  HostReadings(String prefix, long epochNanos) {
    this.prefix = prefix;
    this.epochNanos = epochNanos;
  }

  /**
   * Adds a reading whose id is the prefix and {@code name}, in capitals and underscores. A name
   * that is taken gets a number appended. A value that is not finite is left out.
   */
  void add(String name, double value, String unit) {
    if (!Double.isFinite(value)) {
      return;
    }
    String wanted = prefix + "_" + idOf(name);
    String id = wanted;
    for (int other = 2; !ids.add(id); other++) {
      id = wanted + "_" + other;
    }
    readings.add(new SensorReading(id, epochNanos, value, unit));
  }

  boolean isEmpty() {
    return readings.isEmpty();
  }

  List<SensorReading> asList() {
    return List.copyOf(readings);
  }

  private static String idOf(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
