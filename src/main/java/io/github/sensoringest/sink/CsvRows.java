package io.github.sensoringest.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows as comma-separated values (RFC 4180); what is no number is empty. */
final class CsvRows implements RowFormat {
  private static final List<String> WINDOW =
      List.of(
          "source",
          "sensorId",
          "start",
          "end",
          "unit",
          "count",
          "sum",
          "mean",
          "min",
          "max",
          "standardDeviation",
          "first",
          "last",
          "rate",
          "p50",
          "p95",
          "p99",
          "flagged",
          "revision");
  private static final List<String> ALARM =
      List.of("source", "sensorId", "kind", "state", "at", "value", "detail");
  private static final List<String> READING =
      List.of("source", "sensorId", "timestamp", "value", "unit");

  private final ObjectWriter writer =
      CsvMapper.builder()
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build()
          .writer(CsvSchema.emptySchema().withLineSeparator(""));

  @Override
  public String header(Object row) {
    if (row instanceof WindowSummary) {
      return csv(WINDOW);
    }
    return csv(row instanceof Alarm ? ALARM : READING);
  }

  @Override
  public String window(WindowSummary summary) {
    Statistics statistics = summary.statistics();
    return csv(
        List.of(
            summary.source(),
            summary.sensorId(),
            summary.start(),
            summary.end(),
            summary.unit(),
            statistics.count(),
            number(statistics.sum()),
            number(statistics.mean()),
            number(statistics.min()),
            number(statistics.max()),
            number(statistics.standardDeviation()),
            number(statistics.first()),
            number(statistics.last()),
            number(summary.rate()),
            number(statistics.p50()),
            number(statistics.p95()),
            number(statistics.p99()),
            summary.flagged(),
            summary.revision()));
  }

  @Override
  public String alarm(Alarm alarm) {
    return csv(
        List.of(
            alarm.source(),
            alarm.sensorId(),
            alarm.kind(),
            alarm.state().label(),
            alarm.at(),
            number(alarm.value()),
            alarm.detail()));
  }

  @Override
  public String reading(SourcedReading sourced) {
    SensorReading reading = sourced.reading();
    return csv(
        List.of(
            sourced.source(),
            reading.sensorId(),
            reading.timestamp(),
            number(reading.value()),
            reading.unit() == null ? "" : reading.unit()));
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? value : "";
  }

  private String csv(List<?> cells) {
    try {
      return writer.writeValueAsString(cells.stream().map(Object::toString).toList());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
