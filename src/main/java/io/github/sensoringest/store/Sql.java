package io.github.sensoringest.store;

import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The statements that both databases understand. */
final class Sql {
  /** The figures, in the order of {@link #figure}. */
  static final List<String> FIGURES =
      List.of("sum", "mean", "min", "max", "sd", "first", "last", "p50", "p95", "p99");

  private static final String COLUMNS =
      "span_id, series_id, revision, readings, flagged, unit, " + String.join(", ", FIGURES);

  /** How many columns a window's row has. */
  static final int WINDOW_COLUMNS = COLUMNS.split(",").length;

  static final String FIND_SERIES = "SELECT id FROM series WHERE sensor = ? AND source = ?";
  static final String FIND_SPAN = "SELECT id FROM span WHERE start_nanos = ? AND length_nanos = ?";

  private Sql() {}

  /**
   * Returns the statement that writes windows' rows, and leaves fuller ones. The outcome is the
   * same in whatever order the summaries of a window come, and however often.
   *
   * @param rows where the rows come from: values or a query
   */
  static String upsertWindows(String rows) {
    return "INSERT INTO window_row ("
        + COLUMNS
        + ") "
        + rows
        + " ON CONFLICT (span_id, series_id) DO UPDATE SET revision = excluded.revision,"
        + " readings = excluded.readings, flagged = excluded.flagged, unit = excluded.unit, "
        + FIGURES.stream()
            .map(figure -> figure + " = excluded." + figure)
            .collect(Collectors.joining(", "))
        + " WHERE (excluded.readings, excluded.revision)"
        + " >= (window_row.readings, window_row.revision)";
  }

  /** Returns the statement that writes readings' rows, as {@link #upsertWindows} does. */
  static String upsertReadings(String rows) {
    return "INSERT INTO reading_row (time_nanos, series_id, value, unit, flags) "
        + rows
        + " ON CONFLICT (time_nanos, series_id) DO UPDATE SET value = excluded.value,"
        + " unit = excluded.unit, flags = excluded.flags";
  }

  /** Returns {@code VALUES (?, ?, ...)}. */
  static String values(int count) {
    return "VALUES (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  /** Returns one of the {@link #FIGURES}, which may be none of the real numbers. */
  static double figure(WindowSummary window, int index) {
    Statistics statistics = window.statistics();
    return switch (index) {
      case 0 -> statistics.sum();
      case 1 -> statistics.mean();
      case 2 -> statistics.min();
      case 3 -> statistics.max();
      case 4 -> statistics.standardDeviation();
      case 5 -> statistics.first();
      case 6 -> statistics.last();
      case 7 -> statistics.p50();
      case 8 -> statistics.p95();
      case 9 -> statistics.p99();
      default -> throw new IndexOutOfBoundsException(index);
    };
  }
}
