package io.github.sensoringest.store;

import java.util.List;

/** A row of numbers as a small picture in one line. */
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-~=+*#";

  private Sparkline() {}

  /**
   * Returns a character for each number, higher for larger ones; of more than {@code width} numbers
   * one for each of so many groups, by their mean. What is not finite is a blank.
   *
   * @param unicode whether block elements can be shown; else plain characters stand for them
   */
  static String of(List<Double> numbers, int width, boolean unicode) {
    int columns = Math.min(width, numbers.size());
    double[] means = new double[columns];
    for (int i = 0; i < columns; i++) {
      int from = (int) ((long) i * numbers.size() / columns);
      int to = (int) ((long) (i + 1) * numbers.size() / columns);
      means[i] =
          numbers.subList(from, to).stream()
              .mapToDouble(Double::doubleValue)
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
    return picture(means, unicode ? BLOCKS : ASCII);
  }

  private static String picture(double[] means, String levels) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double mean : means) {
      if (Double.isFinite(mean)) {
        least = Math.min(least, mean);
        greatest = Math.max(greatest, mean);
      }
    }
    StringBuilder line = new StringBuilder(means.length);
    for (double mean : means) {
      line.append(Double.isFinite(mean) ? levels.charAt(level(mean, least, greatest)) : ' ');
    }
    return line.toString();
  }

  /** Halved first, since the difference of two large numbers may be infinite. */
  private static int level(double mean, double least, double greatest) {
    double range = greatest / 2 - least / 2;
    if (range == 0) {
      return BLOCKS.length() / 2 - 1;
    }
    double share = (mean / 2 - least / 2) / range;
    return Math.min(BLOCKS.length() - 1, (int) (share * BLOCKS.length()));
  }
}
