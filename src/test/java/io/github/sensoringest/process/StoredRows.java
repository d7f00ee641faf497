package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.json.JsonObject;

/** What {@code windows} finds in the store, by the key of the rows. */
final class StoredRows {
  private static final Pattern REPORTED =
      Pattern.compile("Stored \\d+ windows, (\\d+) since the start");

  private final Map<String, JsonObject> rows = new HashMap<>();

  private StoredRows(List<JsonObject> windows) {
    for (JsonObject window : windows) {
      assertThat(rows.put(key(window), window)).as("a row that is there twice").isNull();
    }
  }

  /** Reads all with the real command, from the store that the launcher's gateway writes to. */
  static StoredRows read(Launcher launcher) {
    Ended ended = launcher.run("windows", "--format", "json", "--last", "9d");
    assertThat(ended.exitCode()).as(ended::everything).isZero();
    return new StoredRows(ended.json("window"));
  }

  private static String key(JsonObject window) {
    return String.join(
        "|",
        window.getString("source"),
        window.getString("sensorId"),
        window.getString("start"),
        window.getString("end"));
  }

  int size() {
    return rows.size();
  }

  /** Returns how many readings are in them. */
  long readings() {
    return rows.values().stream().mapToLong(row -> row.getLong("count")).sum();
  }

  /** Returns how many windows a gateway has reported as stored, in its log at level debug. */
  static int reported(String log) {
    Matcher report = REPORTED.matcher(log);
    int stored = 0;
    while (report.find()) {
      stored = Integer.parseInt(report.group(1));
    }
    return stored;
  }

  /** Checks that every one of these windows is there, as it is or fuller. */
  void assertHold(List<JsonObject> windows) {
    for (JsonObject window : windows) {
      JsonObject row = rows.get(key(window));
      assertThat(row).as("the row of %s", window).isNotNull();
      assertThat(row.getLong("count")).isGreaterThanOrEqualTo(window.getLong("count"));
      if (row.getLong("count").equals(window.getLong("count"))) {
        assertThat(row).isEqualTo(window);
      }
    }
  }

  void assertHold(StoredRows before) {
    assertHold(List.copyOf(before.rows.values()));
  }
}
