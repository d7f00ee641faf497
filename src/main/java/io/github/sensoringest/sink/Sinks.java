package io.github.sensoringest.sink;

import io.github.sensoringest.swap.Doors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.util.StringHelper;

/**
 * Hands a closed window to every sink, one after the other: every running route that begins with a
 * {@code direct:} endpoint whose name starts with {@code sink-}, and those that are just being
 * replaced. So a sink is added by dropping its file. Fails if a sink does; when it is tried again,
 * those that have taken the window are left out. One thread at a time.
 */
final class Sinks implements Processor {
  static final String PREFIX = "direct://sink-";

  private static final String TAKEN = "sensorIngestTakenBy";

  private final Doors doors;
  private final ProducerTemplate template;

  /** Creates one for sinks that are replaced behind these doors. */
  Sinks(Doors doors, ProducerTemplate template) {
    this.doors = doors;
    this.template = template;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Set<String> taken = takenBy(exchange);
    for (String sink : endpoints(exchange.getContext())) {
      if (!taken.contains(sink)) {
        deliver(exchange, sink);
        taken.add(sink);
      }
    }
  }

  /** An exchange of its own for each: what a sink makes of its one is nobody else's matter. */
  private void deliver(Exchange window, String sink) throws Exception {
    Exchange delivered =
        template.send(
            sink,
            exchange -> {
              exchange.getMessage().setBody(window.getMessage().getBody());
              exchange.setProperty(
                  ExchangePropertyKey.AGGREGATED_CORRELATION_KEY,
                  window.getProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY));
            });
    if (delivered.getException() != null) {
      throw delivered.getException();
    }
  }

  /** Returns the sinks by name. */
  List<String> endpoints(CamelContext context) {
    Set<String> sinks = new TreeSet<>();
    long holds;
    do {
      // A sink whose replacement begins in between might be in neither list.
      holds = doors.holds();
      sinks.addAll(doors.held());
      for (Route route : context.getRoutes()) {
        String uri = route.getEndpoint().getEndpointUri();
        sinks.add(StringHelper.before(uri, "?", uri));
      }
    } while (holds != doors.holds());
    sinks.removeIf(uri -> !uri.startsWith(PREFIX));
    return List.copyOf(sinks);
  }

  @SuppressWarnings("unchecked") // nobody else sets it
  private static Set<String> takenBy(Exchange exchange) {
    Set<String> taken = exchange.getProperty(TAKEN, Set.class);
    if (taken == null) {
      taken = new HashSet<>();
      exchange.setProperty(TAKEN, taken);
    }
    return taken;
  }
}
