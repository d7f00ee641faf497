package io.github.sensoringest.reading;

import java.time.Duration;

/**
 * How far timestamps may be from the clock for the entry to take a reading. Immutable.
 *
 * @param maxAgeNanos how far behind it, in nanoseconds
 * @param maxAheadNanos how far ahead of it, in nanoseconds
 */
public record TimeLimits(long maxAgeNanos, long maxAheadNanos) {
  /** Returns those of these durations. */
  public static TimeLimits of(Duration maxAge, Duration maxAhead) {
    return new TimeLimits(maxAge.toNanos(), maxAhead.toNanos());
  }

  /** Returns whether a reading measured at {@code epochNanos} is taken at {@code nowNanos}. */
  public boolean allow(long epochNanos, long nowNanos) {
    long age = nowNanos - epochNanos;
    return age <= maxAgeNanos && age >= -maxAheadNanos;
  }
}
