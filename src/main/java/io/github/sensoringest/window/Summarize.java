package io.github.sensoringest.window;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Turns a closed window into the {@code List<WindowSummary>} that the sinks receive. */
final class Summarize implements Processor {
  @Override
  public void process(Exchange exchange) {
    OpenWindow window = (OpenWindow) exchange.getMessage().getBody();
    exchange.getMessage().setBody(window.table().summaries(window));
  }
}
