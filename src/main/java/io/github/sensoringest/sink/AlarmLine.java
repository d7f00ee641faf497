package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.Printable;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.util.json.JsonObject;

/** An alarm as a line. */
public final class AlarmLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private AlarmLine() {}

  /**
   * Returns a line for people: {@code ALARM raised TEMP_02 above-max at 2026-11-22 10:15:30 UTC:
   * 131 celsius is above 125}, with the source in brackets if it is called otherwise.
   */
  public static String text(Alarm alarm) {
    return "ALARM "
        + alarm.state().label()
        + " "
        + Printable.of(alarm.sensorId())
        + (alarm.source().equals(alarm.sensorId()) ? "" : " (" + Printable.of(alarm.source()) + ")")
        + " "
        + alarm.kind()
        + " at "
        + TIME.format(alarm.at().atZone(ZoneOffset.UTC))
        + " UTC: "
        + alarm.detail();
  }

  /** Returns a JSON object on one line; the value of an alarm without one is null. */
  public static String json(Alarm alarm) {
    JsonObject json = new JsonObject();
    json.put("type", "alarm");
    json.put("state", alarm.state().label());
    json.put("source", alarm.source());
    json.put("sensorId", alarm.sensorId());
    json.put("kind", alarm.kind());
    json.put("at", alarm.at().toString());
    json.put("value", Double.isFinite(alarm.value()) ? alarm.value() : null);
    json.put("detail", alarm.detail());
    return json.toJson();
  }
}
