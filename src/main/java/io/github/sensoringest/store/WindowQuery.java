package io.github.sensoringest.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which stored windows are asked for. In names {@code *} stands for any text.
 *
 * @param sensor the sensor ids; all if empty
 * @param source the sources; all if empty
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param limit so many of the newest at most; 0 for all
 * @param bySensor whether the windows of a sensor come one after the other, rather than all by time
 */
public record WindowQuery(
    Optional<String> sensor,
    Optional<String> source,
    Instant from,
    Instant to,
    int limit,
    boolean bySensor) {
  /** Checks that all is there. */
  public WindowQuery {
    requireNonNull(sensor, "sensor is null");
    requireNonNull(source, "source is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }
}
