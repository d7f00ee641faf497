package io.github.sensoringest.reading;

import io.github.sensoringest.config.Durations;
import java.time.Duration;

/**
 * How the readings of one source are put into windows. Immutable.
 *
 * <p>Windows are tumbling: {@code length} long, one after the other. With a {@code hop} that is
 * shorter than the length they overlap, and a new one begins every {@code hop}. With a {@code gap}
 * above 0 each sensor has sessions instead: a session begins with a reading, and ends when the
 * sensor has measured nothing for the gap.
 *
 * @param length how long a window is
 * @param hop the time from the beginning of a window to that of the next one; the length for
 *     tumbling windows
 * @param gap the pause that ends a session; 0 for windows of a fixed length
 * @param offset windows begin at whole multiples of the hop since 1970-01-01T00:00:00Z, and this
 *     much later
 * @param lateness how far readings may be out of order
 * @param idle a source that has sent nothing for so long has its windows closed whose end the clock
 *     has passed
 * @param late what is done with a reading whose window has closed
 */
public record Windowing(
    Duration length,
    Duration hop,
    Duration gap,
    Duration offset,
    Duration lateness,
    Duration idle,
    LatePolicy late) {

  /** The property of an exchange that says how its readings are put into windows. */
  public static final String PROPERTY = "sensorIngestWindowing";

  /** A reading is kept in each of so many windows at most. */
  private static final int MOST_AT_ONCE = 1000;

  /** With more than that, the end of a window would be beyond what a timestamp can say. */
  private static final int MOST_DAYS = 36_500;

  /**
   * Checks that the values go together.
   *
   * @throws IllegalArgumentException if they do not; the message says what to write
   */
  public Windowing {
    requirePositive("length", length);
    requirePositive("hop", hop);
    requirePositive("idle", idle);
    requireNotNegative("gap", gap);
    requireNotNegative("offset", offset);
    requireNotNegative("lateness", lateness);
    requireNotTooLong("length", length);
    requireNotTooLong("gap", gap);
    requireNotTooLong("offset", offset);
    requireNotTooLong("lateness", lateness);
    if (hop.compareTo(length) > 0) {
      throw new IllegalArgumentException(
          "hop is "
              + Durations.format(hop)
              + " and length "
              + Durations.format(length)
              + ": write a hop that is not longer than the length, or readings would be in no"
              + " window");
    }
    if (length.dividedBy(hop) > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "hop is "
              + Durations.format(hop)
              + " and length "
              + Durations.format(length)
              + ": write a hop of at least a thousandth of the length");
    }
    if (!gap.isZero() && late == LatePolicy.CORRECT) {
      throw new IllegalArgumentException(
          "late is correct and a gap is given, but a session that is over cannot be corrected:"
              + " write late: reject or late: drop");
    }
    if (!gap.isZero() && !hop.equals(length)) {
      throw new IllegalArgumentException(
          "both hop and gap are given: write hop for overlapping windows or gap for sessions");
    }
  }

  /** Returns whether each sensor has sessions instead of windows of a fixed length. */
  public boolean hasSessions() {
    return !gap.isZero();
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " is no time: write a duration such as 10s");
    }
  }

  private static void requireNotTooLong(String name, Duration duration) {
    if (duration.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
      throw new IllegalArgumentException(
          name + " is " + Durations.format(duration) + ": write at most " + MOST_DAYS + "d");
    }
  }

  private static void requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is below 0: write a duration such as 1s");
    }
  }
}
