package io.github.sensoringest.check;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A mistake in a route file, in words for the person who wrote it.
 *
 * @param file the file's name
 * @param line the line, counted from 1; 0 if the mistake has no line
 * @param column the column, counted from 1
 * @param message what is wrong and what to write
 */
public record Finding(String file, int line, int column, String message)
    implements Comparable<Finding> {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::message);

  /** Checks that nothing is missing. */
  public Finding {
    requireNonNull(file, "file is null");
    requireNonNull(message, "message is null");
  }

  /** Orders by file, line and column. */
  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  /** Returns {@code file:line:column: message}, as compilers write it and editors read it. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
