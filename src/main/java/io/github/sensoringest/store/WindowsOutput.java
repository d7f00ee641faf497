package io.github.sensoringest.store;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.reading.Numbers;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowJson;
import io.github.sensoringest.window.WindowSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes stored windows in one of several formats. Not thread-safe. */
public abstract sealed class WindowsOutput {
  final PrintWriter out;

  private WindowsOutput(PrintWriter out) {
    this.out = out;
  }

  /**
   * Returns a table for people, with a head and a sparkline of the means for each sensor. The
   * windows of a sensor must come one after the other.
   *
   * @param unicode whether the reader can show block elements
   */
  public static WindowsOutput table(PrintWriter out, boolean unicode) {
    return new Table(out, unicode);
  }

  /** Returns comma-separated values after RFC 4180, with a line of names; no figure is rounded. */
  public static WindowsOutput csv(PrintWriter out) {
    return new Csv(out);
  }

  /** Returns a JSON object in each line, as the log of windows has them. */
  public static WindowsOutput json(PrintWriter out) {
    return new Json(out);
  }

  /** Takes the next window. */
  public abstract void add(WindowSummary window);

  /** Writes what is not written yet; to be called once, after the last window. */
  public void end() {
    out.flush();
  }

  private static final class Table extends WindowsOutput {
    private static final int SPARKLINE_WIDTH = 60;
    private static final DateTimeFormatter SECONDS =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final String ROW = "  %-23s  %-8s %10s %10s %10s %10s %10s %10s%n";

    private final boolean unicode;
    private final List<WindowSummary> sensor = new ArrayList<>();
    private boolean first = true;

    Table(PrintWriter out, boolean unicode) {
      super(out);
      this.unicode = unicode;
    }

    @Override
    public void add(WindowSummary window) {
      if (!sensor.isEmpty() && !isSameSensor(sensor.get(0), window)) {
        write();
      }
      sensor.add(window);
    }

    private static boolean isSameSensor(WindowSummary one, WindowSummary other) {
      return one.sensorId().equals(other.sensorId()) && one.source().equals(other.source());
    }

    @Override
    public void end() {
      if (!sensor.isEmpty()) {
        write();
      }
      super.end();
    }

    private void write() {
      if (!first) {
        out.println();
      }
      first = false;
      out.println(head());
      out.printf(
          Locale.ROOT, ROW, "start (UTC)", "length", "readings", "mean", "min", "max", "sd", "p95");
      sensor.forEach(this::row);
      sensor.clear();
    }

    private String head() {
      WindowSummary last = sensor.get(sensor.size() - 1);
      List<Double> means = sensor.stream().map(window -> window.statistics().mean()).toList();
      double least = means.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double greatest = means.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      return Printable.of(last.sensorId())
          + " of "
          + Printable.of(last.source())
          + (last.unit().isEmpty() ? "" : " in " + Printable.of(last.unit()))
          + "  "
          + Sparkline.of(means, SPARKLINE_WIDTH, unicode)
          + "  means "
          + number(least)
          + " to "
          + number(greatest);
    }

    private void row(WindowSummary window) {
      Statistics statistics = window.statistics();
      out.printf(
          Locale.ROOT,
          ROW,
          time(window.start()),
          length(window.length()),
          statistics.count(),
          number(statistics.mean()),
          number(statistics.min()),
          number(statistics.max()),
          number(statistics.standardDeviation()),
          number(statistics.p95()));
    }

    private static String time(Instant instant) {
      return (instant.getNano() == 0 ? SECONDS : MILLIS).format(instant.atZone(ZoneOffset.UTC));
    }

    private static String length(Duration length) {
      return Durations.format(length);
    }

    private static String number(double value) {
      return Double.isFinite(value) ? Numbers.readable(value) : "-";
    }
  }

  private static final class Csv extends WindowsOutput {
    private static final String END = "\r\n";

    Csv(PrintWriter out) {
      super(out);
      out.print(
          "source,sensor,start,end,unit,readings,mean,min,max,sd,sum,first,last,rate,p50,p95,p99,"
              + "flagged,revision"
              + END);
    }

    @Override
    public void add(WindowSummary window) {
      Statistics statistics = window.statistics();
      out.print(
          String.join(
                  ",",
                  Stream.of(
                          window.source(),
                          window.sensorId(),
                          window.start(),
                          window.end(),
                          window.unit(),
                          statistics.count(),
                          statistics.mean(),
                          statistics.min(),
                          statistics.max(),
                          statistics.standardDeviation(),
                          statistics.sum(),
                          statistics.first(),
                          statistics.last(),
                          window.rate(),
                          statistics.p50(),
                          statistics.p95(),
                          statistics.p99(),
                          window.flagged(),
                          window.revision())
                      .map(Csv::field)
                      .toList())
              + END);
    }

    private static String field(Object value) {
      if (value instanceof Double number && number.isNaN()) {
        return "";
      }
      String text = value.toString();
      return text.chars().anyMatch(it -> it == ',' || it == '"' || it == '\r' || it == '\n')
          ? '"' + text.replace("\"", "\"\"") + '"'
          : text;
    }
  }

  private static final class Json extends WindowsOutput {
    Json(PrintWriter out) {
      super(out);
    }

    @Override
    public void add(WindowSummary window) {
      out.println(WindowJson.of(window));
    }
  }
}
