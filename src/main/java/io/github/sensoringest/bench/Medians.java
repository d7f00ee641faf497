package io.github.sensoringest.bench;

import java.util.Arrays;

/** The middle of some numbers. */
final class Medians {
  private Medians() {}

  /** Returns the median of the numbers, which stay as they are. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted);
  }

  /** Returns the median of numbers in ascending order. */
  static double ofSorted(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
