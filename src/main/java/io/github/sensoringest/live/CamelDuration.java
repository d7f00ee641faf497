package io.github.sensoringest.live;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/**
 * The durations that Camel understands. Camel itself reads what it does not understand as zero, and
 * the validation of its catalog refuses {@code 500ms} and {@code 1d}, which work.
 */
final class CamelDuration {
  private static final Pattern PARTS =
      Pattern.compile("-?\\d+|(?=\\d)(\\d+d)?(\\d+h(our)?)?(\\d+m(in)?)?(\\d+s(ec)?)?(\\d+ms)?");

  private CamelDuration() {}

  /** Says whether an option that is a duration can have the value. */
  static boolean isValid(String text) {
    try {
      if (text.toUpperCase(Locale.ROOT).matches("-?P.*")) {
        Duration.parse(text);
        return true;
      }
      return isMillis(text);
    } catch (DateTimeException e) {
      return false;
    }
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
