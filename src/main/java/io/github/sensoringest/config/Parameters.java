package io.github.sensoringest.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads the parameters of kamelets. What is wrong is said together with what to write. */
public final class Parameters {
  private Parameters() {}

  /**
   * Returns the number.
   *
   * @throws IllegalArgumentException if it is no finite number
   */
  public static double number(String name, String text) {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          name + " is '" + text + "': write a number, such as 50 or -0.5");
    }
    return number;
  }

  /**
   * Returns the number, or NaN if the text is blank.
   *
   * @throws IllegalArgumentException if it is no finite number
   */
  public static double optionalNumber(String name, String text) {
    return text.isBlank() ? Double.NaN : number(name, text);
  }

  /**
   * Returns the number, or NaN if the text is blank.
   *
   * @throws IllegalArgumentException if it is no finite number, or below 0
   */
  public static double optionalDistance(String name, String text) {
    double number = optionalNumber(name, text);
    if (number < 0) {
      throw new IllegalArgumentException(
          name + " is '" + text + "': write a number that is at least 0");
    }
    return number;
  }

  /**
   * Returns the whole number.
   *
   * @throws IllegalArgumentException if it is none, or not from {@code least} to {@code greatest}
   */
  public static long whole(String name, String text, long least, long greatest) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The message below says it.
    }
    String from = least == Long.MIN_VALUE ? "" : " from " + least;
    String to = greatest == Long.MAX_VALUE ? "" : " to " + greatest;
    throw new IllegalArgumentException(
        name + " is '" + text + "': write a whole number" + from + to);
  }

  /** Returns the whole number as {@link #whole(String, String, long, long)} does. */
  public static int whole(String name, String text, int least, int greatest) {
    return (int) whole(name, text, (long) least, (long) greatest);
  }

  /**
   * Returns the duration; a bare number is in milliseconds, as Camel has it.
   *
   * @throws IllegalArgumentException if it is none, or not above zero
   */
  public static Duration duration(String name, String text) {
    Duration duration;
    try {
      String stripped = text.strip();
      duration = Durations.parse(stripped.matches("\\d+") ? stripped + "ms" : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(name + " is '" + text + "': write a time above 0");
    }
    return duration;
  }

  /** Returns the duration as {@link #duration} does; it may have a minus before it. */
  public static Duration signedDuration(String name, String text) {
    String stripped = text.strip();
    return stripped.startsWith("-")
        ? duration(name, stripped.substring(1)).negated()
        : duration(name, stripped);
  }

  /**
   * Returns the text.
   *
   * @throws IllegalArgumentException if there is a line break in it; the text is not shown
   */
  public static String oneLine(String name, String text) {
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(name + " has a line break in it: write one line");
    }
    return text;
  }

  /**
   * Returns the secret: what is in the file without the blanks at its end, read anew each time, or
   * {@code otherwise} if no file is named.
   *
   * @throws IOException if the file cannot be read; the message names the parameter and the file
   */
  public static String secret(String name, String file, String otherwise) throws IOException {
    if (file.isBlank()) {
      return otherwise;
    }
    Path path = Path.of(file.strip());
    try {
      return Files.readString(path).stripTrailing();
    } catch (IOException e) {
      throw new IOException(name + ": cannot read " + path + ": " + e, e);
    }
  }
}
