package io.github.sensoringest.rejected;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which route failed and why, at a limited rate. What failed is a failure to its source. */
final class RouteFailed implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(RouteFailed.class);

  private final Repeats repeats;

  RouteFailed(Repeats repeats) {
    this.repeats = repeats;
  }

  @Override
  public void process(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    String routeId = route == null ? "?" : route.getRouteId();
    Throwable cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    repeats
        .next(routeId)
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "Route {} failed on a message, which the source is told: {}{}",
                    routeId,
                    cause,
                    Repeats.remark(heldBack)));
  }
}
