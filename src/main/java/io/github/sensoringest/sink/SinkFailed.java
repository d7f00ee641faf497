package io.github.sensoringest.sink;

import io.github.sensoringest.quality.Origins;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes and says which sink failed, on what and why, each time before it is tried again. */
final class SinkFailed implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(SinkFailed.class);

  private final BiConsumer<String, Throwable> failures;

  /**
   * Creates one.
   *
   * @param failures is told of the endpoint that the sink begins with, and of what it failed with
   */
  SinkFailed(BiConsumer<String, Throwable> failures) {
    this.failures = failures;
  }

  @Override
  public void process(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    if (route != null) {
      failures.accept(route.getEndpoint().getEndpointUri(), cause);
    }
    LOG.warn(
        "{} did not take {}: {}. It is kept and tried again",
        route == null ? "A sink" : Origins.sourceOf(exchange.getContext(), route.getRouteId()),
        exchange.getProperty(Sinks.ROWS, "what it was given", String.class),
        String.valueOf(cause),
        cause);
  }
}
