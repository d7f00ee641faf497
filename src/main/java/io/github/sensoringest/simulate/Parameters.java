package io.github.sensoringest.simulate;

import io.github.sensoringest.config.Durations;
import java.time.Duration;

/** Reads the parameters of simulated sensors; what is wrong is said with what to write instead. */
final class Parameters {
  private Parameters() {}

  static double number(String name, String text) {
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

  static long whole(String name, String text, long least, long greatest) {
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

  static Duration duration(String name, String text) {
    Duration duration;
    try {
      // Camel takes a bare number for milliseconds, and the timer reads the same text.
      duration = Durations.parse(text.matches("\\d+") ? text + "ms" : text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage());
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(name + " is '" + text + "': write a time above 0");
    }
    return duration;
  }

  /** Returns a duration that may have a minus before it. */
  static Duration signedDuration(String name, String text) {
    String stripped = text.strip();
    return stripped.startsWith("-")
        ? duration(name, stripped.substring(1)).negated()
        : duration(name, stripped);
  }
}
