package io.github.sensoringest.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which stored windows are asked for.
 *
 * @param sensor the sensor ids; all if empty
 * @param source the sources; all if empty
 * @param from the earliest start, inclusive
 * @param to the latest start, exclusive
 * @param limit so many of the newest at most; 0 for all
 * @param bySensor whether the windows of a sensor come one after the other, rather than all by time
 * @param patterns whether {@code *} in names stands for any text, rather than for itself
 */
public record WindowQuery(
    Optional<String> sensor,
    Optional<String> source,
    Instant from,
    Instant to,
    int limit,
    boolean bySensor,
    boolean patterns) {
  /** Checks that all is there. */
  public WindowQuery {
    requireNonNull(sensor, "sensor is null");
    requireNonNull(source, "source is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
  }

  /** Creates one in whose names {@code *} stands for any text. */
  public WindowQuery(
      Optional<String> sensor,
      Optional<String> source,
      Instant from,
      Instant to,
      int limit,
      boolean bySensor) {
    this(sensor, source, from, to, limit, bySensor, true);
  }

  /** Returns one for the windows of one sensor, whatever its name holds, by time. */
  public static WindowQuery ofSensor(
      String source, String sensor, Instant from, Instant to, int limit) {
    return new WindowQuery(Optional.of(sensor), Optional.of(source), from, to, limit, false, false);
  }
}
