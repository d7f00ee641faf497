package io.github.sensoringest.window;

import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** What the aggregation of the ingest route correlates by: the source and the window. */
final class WindowKey extends ExpressionAdapter {
  @Override
  public Object evaluate(Exchange exchange) {
    return ((WindowPart) exchange.getMessage().getBody()).window().key();
  }

  @Override
  public String toString() {
    return "windowKey";
  }
}
