package io.github.sensoringest.reading;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Moments as nanoseconds since 1970-01-01T00:00:00Z in a {@code long}: what the hot path compares,
 * without an object for each. Moments outside the years 1678 to 2262 become the nearest that fits.
 */
public final class EpochNanos {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private EpochNanos() {}

  /** Returns the moment's nanoseconds, saturated to {@code Long.MIN_VALUE} or {@code MAX_VALUE}. */
  public static long of(Instant moment) {
    try {
      return Math.addExact(
          Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
    } catch (ArithmeticException e) {
      return moment.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** Returns the nanoseconds of a moment in milliseconds, saturated as {@link #of} does. */
  public static long ofMillis(long epochMillis) {
    return TimeUnit.MILLISECONDS.toNanos(epochMillis);
  }

  /** Returns the moment that {@code epochNanos} stands for. */
  public static Instant toInstant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }
}
