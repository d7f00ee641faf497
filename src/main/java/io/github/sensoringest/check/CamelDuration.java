package io.github.sensoringest.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/**
 * The durations that Camel understands. Camel itself reads what it does not understand as zero, and
 * the validation of its catalog refuses {@code 500ms} and {@code 1d}, which work.
 */
final class CamelDuration {
  private static final Pattern PARTS =
      Pattern.compile("-?\\d+|(?=\\d)(\\d+d)?(\\d+h(our)?)?(\\d+m(in)?)?(\\d+s(ec)?)?(\\d+ms)?");

  private static final Pattern ISO = Pattern.compile("-?[Pp].*");

  private CamelDuration() {}

  /** Says whether an option that is a duration can have the value. */
  static boolean isValid(String text) {
    try {
      if (isIso(text)) {
        Duration.parse(text);
        return true;
      }
      return isMillis(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Returns the milliseconds that Camel reads; nothing if it is no duration, or not known yet. */
  static OptionalLong millis(String text) {
    if (text.isEmpty() || !isValid(text)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          isIso(text) ? Duration.parse(text).toMillis() : TimeUtils.toMilliSeconds(text));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static boolean isIso(String text) {
    return ISO.matcher(text).matches();
  }

  /** Says whether an option that is a long number can have the value; Camel reads 10s there too. */
  static boolean isMillis(String text) {
    if (!PARTS.matcher(text).matches()) {
      return false;
    }
    try {
      // Long words are understood at the end only: 10min is, 1min30s is not.
      TimeUtils.toMilliSeconds(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
