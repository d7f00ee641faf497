package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.WindowSummary;
import java.util.List;

/** How a row of a sink is written down: on one line, without its end. Thread-safe. */
sealed interface RowFormat permits JsonRows, CsvRows, LineProtocolRows {
  /** Returns the line for a row: a {@link WindowSummary}, an {@link Alarm} or a reading. */
  default String line(Object row) {
    if (row instanceof WindowSummary summary) {
      return window(summary);
    }
    if (row instanceof Alarm alarm) {
      return alarm(alarm);
    }
    return reading((SourcedReading) row);
  }

  /** Returns the line that tells what rows like this one hold; empty if there is none. */
  default String header(Object row) {
    return "";
  }

  /** Returns the lines for these rows, each with its end. */
  default String lines(List<?> rows) {
    StringBuilder lines = new StringBuilder();
    for (Object row : rows) {
      lines.append(line(row)).append('\n');
    }
    return lines.toString();
  }

  /** Returns the {@link #header} for these rows with its end; empty if there is none. */
  default String headerLine(List<?> rows) {
    String header = rows.isEmpty() ? "" : header(rows.get(0));
    return header.isEmpty() ? "" : header + '\n';
  }

  String window(WindowSummary summary);

  String alarm(Alarm alarm);

  String reading(SourcedReading sourced);

  /**
   * Returns the format of that name.
   *
   * @throws IllegalArgumentException if there is none; the message says what to write
   */
  static RowFormat of(String name) {
    return switch (name) {
      case "json" -> new JsonRows();
      case "csv" -> new CsvRows();
      case "line" -> new LineProtocolRows();
      default ->
          throw new IllegalArgumentException(
              "format must be json, csv or line, not '" + name + "'");
    };
  }
}
