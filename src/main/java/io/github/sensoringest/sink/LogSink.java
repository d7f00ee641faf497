package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.window.WindowJson;
import io.github.sensoringest.window.WindowSummary;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each sensor and window, and for each alarm, to the logger {@code windows},
 * which the shipped log configuration sends to standard output as it is. Thread-safe.
 */
final class LogSink implements Processor {
  private static final Logger WINDOWS = LoggerFactory.getLogger("windows");

  private final LogFormat format;

  LogSink(LogFormat format) {
    this.format = format;
  }

  @Override
  public void process(Exchange exchange) {
    for (Object row : (List<?>) exchange.getMessage().getBody()) {
      WINDOWS.info("{}", row instanceof Alarm alarm ? line(alarm) : line((WindowSummary) row));
    }
  }

  private String line(WindowSummary summary) {
    return format == LogFormat.JSON ? WindowJson.of(summary) : WindowLine.text(summary);
  }

  private String line(Alarm alarm) {
    return format == LogFormat.JSON ? AlarmLine.json(alarm) : AlarmLine.text(alarm);
  }
}
