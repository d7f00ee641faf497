package io.github.sensoringest.sink;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Puts a closed window into the queue of every sink of windows. The exchange is done when all
 * required sinks have taken it. Thread-safe.
 */
final class WindowSinks extends AsyncProcessorSupport {
  private final Sinks sinks;

  WindowSinks(Sinks sinks) {
    this.sinks = sinks;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    RowBatch window =
        new RowBatch(
            exchange.getProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, "?", String.class),
            (List<?>) exchange.getMessage().getBody(),
            () -> callback.done(false));
    sinks.handOut(window);
    if (window.handedOut()) {
      callback.done(true);
      return true;
    }
    return false;
  }
}
