package io.github.sensoringest.sink;

import io.github.sensoringest.reading.Numbers;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.camel.util.json.JsonObject;

/** A window summary as a line. */
final class WindowLine {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private WindowLine() {}

  /**
   * Returns a line for people: {@code TEMP_02 2026-11-22 10:15:30 to 10:15:40 UTC 200 readings mean
   * 50.123 min 21.3 max 79.88 sd 9.9712 celsius}, in columns.
   */
  static String text(WindowSummary summary) {
    Statistics statistics = summary.statistics();
    long count = statistics.count();
    ZonedDateTime start = summary.start().atZone(ZoneOffset.UTC);
    StringBuilder line = new StringBuilder(128);
    padded(line, Printable.of(summary.sensorId()), 22);
    line.append(DATE.format(start)).append(' ').append(time(summary.start()));
    line.append(" to ").append(time(summary.end())).append(" UTC  ");
    padded(line, count + (count == 1 ? " reading" : " readings"), 14);
    number(line, "mean", statistics.mean());
    number(line, "min", statistics.min());
    number(line, "max", statistics.max());
    number(line, "sd", statistics.standardDeviation());
    return line.append(Printable.of(summary.unit())).toString().stripTrailing();
  }

  private static String time(Instant instant) {
    ZonedDateTime utc = instant.atZone(ZoneOffset.UTC);
    return (utc.getNano() == 0 ? SECONDS : MILLIS).format(utc);
  }

  private static void number(StringBuilder line, String name, double value) {
    line.append(name).append(' ');
    padded(line, Double.isNaN(value) ? "-" : Numbers.readable(value), 9);
  }

  /** Appends the text, filled up with spaces to the width, and then one more. */
  private static void padded(StringBuilder line, String text, int width) {
    line.append(text).append(" ".repeat(Math.max(0, width - text.length()) + 1));
  }

  /** Returns a JSON object on one line; a deviation of a single reading is null. */
  static String json(WindowSummary summary) {
    Statistics statistics = summary.statistics();
    JsonObject json = new JsonObject();
    json.put("type", "window");
    json.put("source", summary.source());
    json.put("sensorId", summary.sensorId());
    json.put("start", summary.start().toString());
    json.put("end", summary.end().toString());
    json.put("count", statistics.count());
    json.put("sum", statistics.sum());
    json.put("mean", statistics.mean());
    json.put("min", statistics.min());
    json.put("max", statistics.max());
    double deviation = statistics.standardDeviation();
    json.put("standardDeviation", Double.isNaN(deviation) ? null : deviation);
    json.put("first", statistics.first());
    json.put("last", statistics.last());
    json.put("rate", summary.rate());
    json.put("p50", statistics.p50());
    json.put("p95", statistics.p95());
    json.put("p99", statistics.p99());
    json.put("flagged", summary.flagged());
    json.put("revision", summary.revision());
    json.put("unit", summary.unit());
    return json.toJson();
  }
}
