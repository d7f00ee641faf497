package io.github.sensoringest.quality;

/**
 * By how much a value must differ from the last one to be passed on. A distance that is NaN is
 * none.
 *
 * @param absolute a distance in the unit of the value
 * @param percent a distance in percent of the last value
 * @param heartbeatNanos after how long a reading passes in any case
 */
record Deadband(double absolute, double percent, long heartbeatNanos) {
  /**
   * Checks that there is one.
   *
   * @throws IllegalArgumentException if there is none; the message says what to write
   */
  Deadband {
    if (Double.isNaN(absolute) && Double.isNaN(percent)) {
      throw new IllegalArgumentException(
          "there is no distance: write absolute, such as 0.5, or percent, such as 2");
    }
    if (absolute == 0 || percent == 0) {
      throw new IllegalArgumentException(
          (absolute == 0 ? "absolute" : "percent")
              + " is 0, which holds nothing back: write a number above 0");
    }
  }

  /** Returns whether the values differ enough. */
  boolean isExceeded(double last, double value) {
    double distance = Math.abs(value - last);
    // Comparisons with NaN are false.
    return distance >= absolute || distance > 0 && distance >= percent / 100 * Math.abs(last);
  }
}
