package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

/**
 * A reading and where it came from: a row of what sinks of readings receive. Immutable.
 *
 * @param source the id of the sensor's route
 * @param reading the reading, which the entry has checked
 */
public record SourcedReading(String source, SensorReading reading) {
  /** Checks that both are there. */
  public SourcedReading {
    requireNonNull(source, "source is null");
    requireNonNull(reading, "reading is null");
  }
}
