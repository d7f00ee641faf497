package io.github.sensoringest.window;

/**
 * Count, mean, least, greatest and sample standard deviation of values that come one by one, in
 * constant space. Mean and deviation follow B. P. Welford, "Note on a Method for Calculating
 * Corrected Sums of Squares and Products", Technometrics 4 (1962), which stays accurate where the
 * sum of squares cancels out. Values must be finite. Not thread-safe.
 */
public final class RunningStatistics {
  private long count;
  private double mean;
  private double sumOfSquaredDeviations;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Takes one more value in. */
  public void add(double value) {
    count++;
    double deviation = value - mean;
    mean += deviation / count;
    sumOfSquaredDeviations += deviation * (value - mean);
    if (value < min) {
      min = value;
    }
    if (value > max) {
      max = value;
    }
  }

  /** Returns how many values were taken in. */
  public long count() {
    return count;
  }

  /** Returns the arithmetic mean; 0 before the first value. */
  public double mean() {
    return mean;
  }

  /** Returns the least value; positive infinity before the first. */
  public double min() {
    return min;
  }

  /** Returns the greatest value; negative infinity before the first. */
  public double max() {
    return max;
  }

  /** Returns the sample standard deviation (divisor n - 1); NaN for less than two values. */
  public double standardDeviation() {
    return count < 2 ? Double.NaN : Math.sqrt(sumOfSquaredDeviations / (count - 1));
  }
}
