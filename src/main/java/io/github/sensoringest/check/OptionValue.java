package io.github.sensoringest.check;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** How Camel reads the values of options, which to it are all texts. */
final class OptionValue {
  static final String A_DURATION = "a duration such as 500ms, 10s, 5m or 1h30m";

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");

  private OptionValue() {}

  /** Says whether the value is known only when the route is made, or runs. */
  static boolean isComputed(String text) {
    return text.contains("{{") || text.contains("${");
  }

  static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** Takes {@code in-only}, {@code IN_ONLY} and {@code inOnly} for {@code InOnly}. */
  static boolean isOneOf(String text, Collection<String> values) {
    return values.stream().anyMatch(value -> plain(value).equals(plain(text)));
  }

  private static String plain(String value) {
    return value.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }
}
