package io.github.sensoringest.sink;

import io.github.sensoringest.swap.Doors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The sinks that a closed window goes to: every running route that begins with a {@code direct:}
 * endpoint whose name starts with {@code sink-}, and those that are just being replaced. So a sink
 * is added by dropping its file. One that has taken the window is left out when the window comes
 * round again because another one failed.
 */
final class Sinks extends ExpressionAdapter implements AggregationStrategy {
  static final String PREFIX = "direct://sink-";

  private static final String TAKEN = "sensorIngestTakenBy";

  private final Doors doors;

  /** Creates one for sinks that are replaced behind these doors. */
  Sinks(Doors doors) {
    this.doors = doors;
  }

  @Override
  public Object evaluate(Exchange exchange) {
    Set<String> sinks = new TreeSet<>();
    long holds;
    do {
      // A sink whose replacement begins in between might be in neither list.
      holds = doors.holds();
      sinks.addAll(doors.held());
      for (Route route : exchange.getContext().getRoutes()) {
        sinks.add(route.getEndpoint().getEndpointUri());
      }
    } while (holds != doors.holds());
    sinks.removeIf(uri -> !uri.startsWith(PREFIX));
    sinks.removeAll(takenBy(exchange));
    return List.copyOf(sinks);
  }

  /** Is told of each sink that has taken the window. */
  @Override
  public Exchange aggregate(Exchange before, Exchange delivered) {
    if (delivered.getException() == null) {
      takenBy(delivered)
          .add(delivered.getProperty(ExchangePropertyKey.RECIPIENT_LIST_ENDPOINT, String.class));
    }
    return delivered;
  }

  /** The exchange of each sink is a copy, and has the same set. */
  @SuppressWarnings("unchecked") // nobody else sets it
  private static Set<String> takenBy(Exchange exchange) {
    Set<String> taken = exchange.getProperty(TAKEN, Set.class);
    if (taken == null) {
      taken = new HashSet<>();
      exchange.setProperty(TAKEN, taken);
    }
    return taken;
  }

  @Override
  public String toString() {
    return "sinks";
  }
}
