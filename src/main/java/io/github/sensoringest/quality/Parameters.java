package io.github.sensoringest.quality;

import io.github.sensoringest.config.Durations;
import java.time.Duration;

/** Reads the parameters of kamelets. What is wrong is said together with what to write. */
final class Parameters {
  private Parameters() {}

  /**
   * Returns the number, or NaN if the text is blank.
   *
   * @throws IllegalArgumentException if it is no finite number
   */
  static double number(String name, String text) {
    if (text.isBlank()) {
      return Double.NaN;
    }
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

  /** Returns the number as {@link #number} does; it must not be below 0. */
  static double distance(String name, String text) {
    double number = number(name, text);
    if (number < 0) {
      throw new IllegalArgumentException(
          name + " is '" + text + "': write a number that is at least 0");
    }
    return number;
  }

  /** Returns the whole number. */
  static int whole(String name, String text, int least, int greatest) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        name + " is '" + text + "': write a whole number from " + least + " to " + greatest);
  }

  /** Returns the duration, which must be above zero; a bare number is in milliseconds. */
  static Duration duration(String name, String text) {
    Duration duration;
    try {
      duration = Durations.parse(text.strip().matches("\\d+") ? text.strip() + "ms" : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(name + " is '" + text + "': write a time above 0");
    }
    return duration;
  }
}
