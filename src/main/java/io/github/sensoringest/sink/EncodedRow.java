package io.github.sensoringest.sink;

import static java.util.Objects.requireNonNull;

/**
 * A row as it goes out, and what it is about.
 *
 * @param source the id of the sensor's route
 * @param sensorId the sensor
 * @param payload the row, without a line end; not to be changed
 */
public record EncodedRow(String source, String sensorId, byte[] payload) {
  /** Checks that all are there. */
  public EncodedRow {
    requireNonNull(source, "source is null");
    requireNonNull(sensorId, "sensorId is null");
    requireNonNull(payload, "payload is null");
  }
}
