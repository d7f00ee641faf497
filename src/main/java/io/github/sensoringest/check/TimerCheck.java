package io.github.sensoringest.check;

import java.util.Optional;
import java.util.OptionalLong;

/** Finds timers that go on for ever during a stop, or fire once when more is asked for. */
final class TimerCheck {
  private TimerCheck() {}

  /** Returns what is wrong with a value of an option of a timer, given its other options. */
  static Optional<String> problem(Endpoint timer, String option, String value) {
    if (!timer.scheme().equals("timer")) {
      return Optional.empty();
    }
    // With a negative delay Camel asks no timer but fires in a loop, which knows no period.
    if (option.equals("delay") && isBelow(value, 0) && !ends(timer)) {
      return Optional.of(
          "'delay' must not be negative without a 'repeatCount': such a timer fires on during a"
              + " stop; write a short 'period' instead");
    }
    if (option.equals("period")
        && isBelow(value, 1)
        && timer.option("delay").filter(delay -> isBelow(delay.text(), 0)).isEmpty()) {
      return Optional.of(
          "'period' must be more than 0: such a timer fires once, whatever 'repeatCount' says; for"
              + " that write 'repeatCount: 1'");
    }
    return Optional.empty();
  }

  private static boolean isBelow(String value, long limit) {
    OptionalLong millis = CamelDuration.millis(value);
    return millis.isPresent() && millis.getAsLong() < limit;
  }

  /** A count that is computed is taken for one that ends. */
  private static boolean ends(Endpoint timer) {
    return timer
        .option("repeatCount")
        .filter(count -> count.isComputed() || !isBelow(count.text(), 1))
        .isPresent();
  }
}
