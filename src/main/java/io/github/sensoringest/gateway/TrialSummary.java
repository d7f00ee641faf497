package io.github.sensoringest.gateway;

import java.util.Locale;
import org.apache.camel.util.json.JsonObject;

/**
 * What came of a trial.
 *
 * @param readings how many readings were printed
 * @param refused how many were refused meanwhile
 * @param suppressed how many actions of the sensor's route took out
 * @param seconds how long the sensor ran
 */
record TrialSummary(int readings, int refused, long suppressed, double seconds) {
  /** Returns whether something came, and all of it was good. */
  boolean isGood() {
    return readings > 0 && refused == 0;
  }

  /** Returns whether nothing came, good or bad. */
  boolean isEmpty() {
    return readings == 0 && refused == 0 && suppressed == 0;
  }

  /** Returns a line such as {@code 10 readings taken in, 0 refused, 3 suppressed, in 4.98 s}. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%d %s taken in, %d refused, %sin %.2f s",
        readings,
        readings == 1 ? "reading" : "readings",
        refused,
        suppressed == 0 ? "" : suppressed + " suppressed, ",
        seconds);
  }

  /** Returns the same as one JSON object on one line. */
  String json() {
    JsonObject json = new JsonObject();
    json.put("type", "summary");
    json.put("message", text());
    json.put("readings", readings);
    json.put("refused", refused);
    json.put("suppressed", suppressed);
    json.put("seconds", seconds);
    return json.toJson();
  }
}
