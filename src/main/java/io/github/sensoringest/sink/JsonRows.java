package io.github.sensoringest.sink;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.WindowJson;
import io.github.sensoringest.window.WindowSummary;

/** Rows as JSON objects; a reading's is one that the gateway takes in itself. */
final class JsonRows implements RowFormat {
  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  @Override
  public String window(WindowSummary summary) {
    return WindowJson.of(summary);
  }

  @Override
  public String alarm(Alarm alarm) {
    return AlarmLine.json(alarm);
  }

  @Override
  public String reading(SourcedReading sourced) {
    SensorReading reading = sourced.reading();
    StringBuilder json = new StringBuilder(128).append("{\"type\":\"reading\",\"source\":");
    string(json, sourced.source());
    json.append(",\"sensorId\":");
    string(json, reading.sensorId());
    // A finite number: the entry has seen to that.
    json.append(",\"timestamp\":\"").append(reading.timestamp());
    json.append("\",\"value\":").append(reading.value());
    json.append(",\"unit\":");
    string(json, reading.unit() == null ? "" : reading.unit());
    return json.append('}').toString();
  }

  private static void string(StringBuilder json, String text) {
    json.append('"');
    ENCODER.quoteAsString(text, json);
    json.append('"');
  }
}
