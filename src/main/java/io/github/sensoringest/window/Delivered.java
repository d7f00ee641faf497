package io.github.sensoringest.window;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/** Counts a closed window's readings as windowed, once all required sinks have taken it. */
final class Delivered implements Processor {
  private final Windows windows;

  Delivered(Windows windows) {
    this.windows = windows;
  }

  @Override
  public void process(Exchange exchange) {
    windows.delivered(
        exchange.getProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, String.class));
  }
}
