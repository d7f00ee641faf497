package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;

/**
 * Rows in the line protocol of InfluxDB: the measurements {@code window}, {@code alarm} and {@code
 * reading} with the tags {@code source}, {@code sensor} and {@code unit}, and times in nanoseconds.
 * What is no number is left out. See <a
 * href="https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/">its reference</a>.
 */
final class LineProtocolRows implements RowFormat {
  @Override
  public String window(WindowSummary summary) {
    Statistics statistics = summary.statistics();
    StringBuilder line = new StringBuilder(320).append("window");
    tags(line, summary.source(), summary.sensorId(), summary.unit());
    line.append(" count=").append(statistics.count()).append('i');
    field(line, "sum", statistics.sum());
    field(line, "mean", statistics.mean());
    field(line, "min", statistics.min());
    field(line, "max", statistics.max());
    field(line, "stddev", statistics.standardDeviation());
    field(line, "first", statistics.first());
    field(line, "last", statistics.last());
    field(line, "p50", statistics.p50());
    field(line, "p95", statistics.p95());
    field(line, "p99", statistics.p99());
    line.append(",flagged=").append(summary.flagged()).append('i');
    line.append(",revision=").append(summary.revision()).append('i');
    line.append(",length=").append(summary.length().toNanos() / 1e9);
    return line.append(' ').append(EpochNanos.of(summary.start())).toString();
  }

  @Override
  public String alarm(Alarm alarm) {
    StringBuilder line = new StringBuilder(200).append("alarm");
    tags(line, alarm.source(), alarm.sensorId(), "");
    tag(line, "kind", alarm.kind());
    line.append(" raised=").append(alarm.state() == Alarm.State.RAISED);
    field(line, "value", alarm.value());
    line.append(",detail=\"");
    for (int i = 0; i < alarm.detail().length(); i++) {
      char c = printable(alarm.detail().charAt(i));
      if (c == '"' || c == '\\') {
        line.append('\\');
      }
      line.append(c);
    }
    return line.append("\" ").append(EpochNanos.of(alarm.at())).toString();
  }

  @Override
  public String reading(SourcedReading sourced) {
    SensorReading reading = sourced.reading();
    StringBuilder line = new StringBuilder(100).append("reading");
    tags(line, sourced.source(), reading.sensorId(), reading.unit());
    line.append(" value=").append(reading.value());
    return line.append(' ').append(reading.epochNanos()).toString();
  }

  private static void tags(StringBuilder line, String source, String sensorId, String unit) {
    tag(line, "source", source);
    tag(line, "sensor", sensorId);
    tag(line, "unit", unit);
  }

  /** An empty tag is none. */
  private static void tag(StringBuilder line, String name, String value) {
    if (value == null || value.isEmpty()) {
      return;
    }
    line.append(',').append(name).append('=');
    for (int i = 0; i < value.length(); i++) {
      char c = printable(value.charAt(i));
      if (c == ',' || c == '=' || c == ' ') {
        line.append('\\');
      }
      line.append(c);
    }
    if (line.charAt(line.length() - 1) == '\\') {
      // It would take the comma or the space behind it for a part of the tag.
      line.append("\\ ");
    }
  }

  /** A line end within a row would make two of it. */
  private static char printable(char c) {
    return Character.isISOControl(c) ? ' ' : c;
  }

  private static void field(StringBuilder line, String name, double value) {
    if (Double.isFinite(value)) {
      line.append(',').append(name).append('=').append(value);
    }
  }
}
