package io.github.sensoringest.gateway;

import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.DefaultInflightRepository;

/**
 * Counts each exchange once, in the route where it began, which is what the drain asks for. Camel's
 * own counts it in all and in every route that it passes, which is much of the cost of a small
 * message, since all sources add to the same counters.
 */
final class OriginInflight extends DefaultInflightRepository {
  @Override
  public void add(Exchange exchange) {}

  @Override
  public void remove(Exchange exchange) {}

  @Override
  public void add(Exchange exchange, String routeId) {
    if (routeId.equals(exchange.getFromRouteId())) {
      super.add(exchange, routeId);
    }
  }

  @Override
  public void remove(Exchange exchange, String routeId) {
    if (routeId.equals(exchange.getFromRouteId())) {
      super.remove(exchange, routeId);
    }
  }
}
