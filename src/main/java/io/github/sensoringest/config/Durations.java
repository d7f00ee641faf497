package io.github.sensoringest.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 10s}, {@code 1m30s}, {@code 2h}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(\\d+(ms|s|m|h|d))+");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private Durations() {}

  /**
   * Returns the duration that {@code text} says, at most about 292 years.
   *
   * @throws IllegalArgumentException if it is no duration; the message says what to write
   */
  public static Duration parse(String text) {
    String compact = text.strip();
    if (!WHOLE.matcher(compact).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration: write a whole number and ms, s, m, h or d, such as 10s");
    }
    try {
      Duration sum = Duration.ZERO;
      Matcher part = PART.matcher(compact);
      while (part.find()) {
        sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      }
      sum.toNanos();
      return sum;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is too long a duration", e);
    }
  }

  /** Returns the duration as {@link #parse} reads it, such as {@code 1m30s}. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long amount = millis / unit.getValue().toMillis();
      if (amount > 0) {
        text.append(amount).append(unit.getKey());
        millis %= unit.getValue().toMillis();
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }
}
