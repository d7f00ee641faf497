package io.github.sensoringest.quality;

import io.github.sensoringest.reading.QualityFlag;
import java.util.Map;
import java.util.Optional;

/**
 * What a quality action finds fault with, and what it does then. A limit that is NaN, or 0 for
 * whole numbers, is none.
 *
 * @param min the least plausible value
 * @param max the greatest plausible value
 * @param maxStep the greatest plausible change from one reading to the next
 * @param maxRate the same, for each second between them
 * @param stuckReadings how many same values in a row are too many
 * @param stuckNanos for how long the same value is too long
 * @param maxSkewNanos how far a timestamp may be from the clock, to either side
 * @param unit the unit that values are to be in
 * @param on what is done about each finding
 * @param clearAfter after how many good readings in a row an alarm is cleared
 */
record QualityLimits(
    double min,
    double max,
    double maxStep,
    double maxRate,
    int stuckReadings,
    long stuckNanos,
    long maxSkewNanos,
    Optional<ExpectedUnit> unit,
    Map<QualityFlag, OnFinding> on,
    int clearAfter) {

  /**
   * Checks that they make sense together.
   *
   * @throws IllegalArgumentException if they do not; the message says what to write
   */
  QualityLimits {
    if (min > max) {
      throw new IllegalArgumentException(
          "min is " + min + " and max is " + max + ": write a min that is not above max");
    }
    on = Map.copyOf(on);
  }

  /** Returns the bits of the flags whose finding does this. */
  int bits(OnFinding what) {
    int bits = 0;
    for (QualityFlag flag : QualityFlag.values()) {
      if (on.get(flag) == what) {
        bits |= flag.bit();
      }
    }
    return bits;
  }

  /** Returns whether a reading is held against those before it. */
  boolean compares() {
    return !Double.isNaN(maxStep) || !Double.isNaN(maxRate) || stuckReadings > 0 || stuckNanos > 0;
  }

  /** Returns whether anything at all is asked for. */
  boolean asksForNothing() {
    return !compares()
        && Double.isNaN(min)
        && Double.isNaN(max)
        && maxSkewNanos == 0
        && unit.isEmpty();
  }
}
