package io.github.sensoringest.sink;

import io.github.sensoringest.quality.Origins;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which sink failed, on which window and why, each time before it is tried again. */
final class SinkFailed implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(SinkFailed.class);

  @Override
  public void process(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    LOG.warn(
        "{} did not take {}: {}. It is kept and tried again",
        route == null ? "A sink" : Origins.sourceOf(exchange.getContext(), route.getRouteId()),
        exchange.getProperty(Sinks.ROWS, "what it was given", String.class),
        String.valueOf(cause),
        cause);
  }
}
