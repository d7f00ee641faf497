package io.github.sensoringest.gateway;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.reading.Numbers;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.QualityFlag;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.sink.AlarmLine;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Writes to standard output what the gateway has to say there besides the windows. */
public final class Output {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final PrintWriter out;
  private final LogFormat format;

  /** Creates one that writes to {@code out}. */
  public Output(PrintWriter out, LogFormat format) {
    this.out = out;
    this.format = format;
  }

  /** Writes a line such as {@code TEMP_02: 47.31 celsius at 2026-11-22T10:15:30.123Z}. */
  public void reading(SensorReading reading) {
    write(format == LogFormat.JSON ? json(reading) : text(reading));
  }

  /** Writes a line such as {@code refused (not-finite): BOILER reported NaN}. */
  void rejection(Rejection rejection) {
    write(format == LogFormat.JSON ? json(rejection) : text(rejection));
  }

  /** Writes a line as the log sink does. */
  void alarm(Alarm alarm) {
    write(format == LogFormat.JSON ? AlarmLine.json(alarm) : AlarmLine.text(alarm));
  }

  void summary(TrialSummary summary) {
    write(format == LogFormat.JSON ? summary.json() : summary.text());
  }

  void summary(Summary summary) {
    write(format == LogFormat.JSON ? summary.json() : summary.text());
  }

  private void write(String text) {
    out.println(text);
    out.flush();
  }

  private static String text(SensorReading reading) {
    String unit = reading.unit() == null ? "" : reading.unit();
    return Printable.of(reading.sensorId())
        + ": "
        + Numbers.twoDecimals(reading.value())
        + (unit.isEmpty() ? "" : " " + Printable.of(unit))
        + " at "
        + MILLIS.format(reading.timestamp())
        + (reading.flags() == 0 ? "" : " (" + flags(reading) + ")");
  }

  private static String flags(SensorReading reading) {
    return QualityFlag.of(reading.flags()).stream()
        .map(QualityFlag::label)
        .collect(Collectors.joining(", "));
  }

  private static String json(SensorReading reading) {
    JsonObject json = new JsonObject();
    json.put("type", "reading");
    json.put("sensorId", reading.sensorId());
    json.put("timestamp", reading.timestamp().toString());
    json.put("value", reading.value());
    json.put("unit", reading.unit() == null ? "" : reading.unit());
    json.put(
        "flags",
        new JsonArray(QualityFlag.of(reading.flags()).stream().map(QualityFlag::label).toList()));
    return json.toJson();
  }

  private static String text(Rejection rejection) {
    return "refused (" + rejection.reason().label() + "): " + rejection.detail();
  }

  private static String json(Rejection rejection) {
    JsonObject json = new JsonObject();
    json.put("type", "rejection");
    json.put("source", rejection.source());
    json.put("reason", rejection.reason().label());
    json.put("detail", rejection.detail());
    return json.toJson();
  }
}
