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
    line.append(Printable.of(summary.unit()));
    if (summary.revision() > 0) {
      line.append(" (revision ").append(summary.revision()).append(')');
    }
    return line.toString().stripTrailing();
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
}
