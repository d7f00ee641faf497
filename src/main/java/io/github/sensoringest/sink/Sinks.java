package io.github.sensoringest.sink;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The sinks that a closed window goes to: every running route that begins with a {@code direct:}
 * endpoint whose name starts with {@code sink-}. So a sink is added by dropping its file.
 */
final class Sinks extends ExpressionAdapter {
  static final String PREFIX = "direct://sink-";

  @Override
  public Object evaluate(Exchange exchange) {
    List<Route> routes = exchange.getContext().getRoutes();
    return routes.stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .filter(uri -> uri.startsWith(PREFIX))
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    return "sinks";
  }
}
