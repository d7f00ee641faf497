package io.github.sensoringest.format;

import io.github.sensoringest.config.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a reading, and what payloads call them. */
final class FieldNames {
  static final String SENSOR_ID = "sensorId";
  static final String TIMESTAMP = "timestamp";
  static final String VALUE = "value";
  static final String UNIT = "unit";
  static final List<String> ALL = List.of(SENSOR_ID, TIMESTAMP, VALUE, UNIT);

  private FieldNames() {}

  /**
   * Returns the names in a text such as {@code value=temp, timestamp=time}.
   *
   * @throws IllegalArgumentException if it is none; the message says what to write
   */
  static Map<String, String> parse(String text) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String entry : text.split("[,\n]")) {
      if (entry.isBlank()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "names is '" + text + "': write such as value=temp, timestamp=time");
      }
      String field = entry.substring(0, equals).strip();
      if (names.put(field, entry.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException(
            "names is '" + text + "': write " + field + " only once");
      }
    }
    check(names);
    return names;
  }

  static void check(Map<String, String> names) {
    names.forEach(
        (field, name) -> {
          if (!ALL.contains(field)) {
            throw new IllegalArgumentException(
                "names has '"
                    + field
                    + "'"
                    + Suggestions.didYouMean(field, ALL)
                    + ": before = write one of "
                    + String.join(", ", ALL));
          }
          if (name.isBlank()) {
            throw new IllegalArgumentException(
                "names has nothing behind " + field + "=: write what the payload calls it");
          }
        });
  }

  /** Returns what the payload calls the field. */
  static String of(Map<String, String> names, String field) {
    return names.getOrDefault(field, field);
  }
}
