package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.WindowSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The step of a sink that writes its rows down, in UTF-8: all of them as one payload of lines, or
 * each as an {@link EncodedRow}. The kamelets of sinks make one for each use. Thread-safe.
 */
public class EncodeRows extends ServiceSupport implements Processor {
  private String format = "json";
  private boolean each;
  private boolean header;
  private RowFormat rowFormat;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    rowFormat = RowFormat.of(format);
  }

  @Override
  public void process(Exchange exchange) {
    List<?> rows = (List<?>) exchange.getMessage().getBody();
    exchange.getMessage().setBody(each ? each(rows) : together(rows));
  }

  private List<EncodedRow> each(List<?> rows) {
    List<EncodedRow> encoded = new ArrayList<>(rows.size());
    for (Object row : rows) {
      encoded.add(
          new EncodedRow(
              source(row), sensorId(row), rowFormat.line(row).getBytes(StandardCharsets.UTF_8)));
    }
    return encoded;
  }

  private byte[] together(List<?> rows) {
    String lines = (header ? rowFormat.headerLine(rows) : "") + rowFormat.lines(rows);
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  private static String source(Object row) {
    if (row instanceof WindowSummary summary) {
      return summary.source();
    }
    return row instanceof Alarm alarm ? alarm.source() : ((SourcedReading) row).source();
  }

  private static String sensorId(Object row) {
    if (row instanceof WindowSummary summary) {
      return summary.sensorId();
    }
    return row instanceof Alarm alarm
        ? alarm.sensorId()
        : ((SourcedReading) row).reading().sensorId();
  }

  /** Sets how a row is written: {@code json}, {@code csv} or {@code line}. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Sets whether each row becomes an {@link EncodedRow} of its own. */
  public void setEach(boolean each) {
    this.each = each;
  }

  /** Sets whether lines begin with one that names the columns, if the format has such. */
  public void setHeader(boolean header) {
    this.header = header;
  }
}
