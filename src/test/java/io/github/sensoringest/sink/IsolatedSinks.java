package io.github.sensoringest.sink;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The sinks of a test, in a Camel context without files. */
final class IsolatedSinks implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final DefaultCamelContext context = new DefaultCamelContext();
  final Ledger ledger = new Ledger();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final SinkBeans beans;

  /** The numbers of the windows that count as delivered. */
  final Set<Integer> delivered = ConcurrentHashMap.newKeySet();

  IsolatedSinks(String... settings) throws Exception {
    Doors doors = new Doors();
    doors.configure(context);
    beans = new SinkBeans(TestSettings.with(settings), ledger, doors, Clock.systemUTC());
    beans.bindTo(meters);
    beans.configure(context);
    context.start();
  }

  /** Adds or replaces a sink whose failures reach the sinks' own thread. */
  Taken sink(String name, boolean bestEffort, Processor first) throws Exception {
    Taken taken = new Taken(first);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var route = from("direct:sink-" + name).routeId(name);
            route.errorHandler(noErrorHandler());
            route.process(taken);
          }
        });
    context
        .getRoute(name)
        .getProperties()
        .put("configurationId", bestEffort ? Sinks.BEST_EFFORT : "retry");
    return taken;
  }

  void remove(String name) throws Exception {
    context.getRouteController().stopRoute(name);
    context.removeRoute(name);
  }

  /** Closes a window with this number and so many rows, of two readings each. */
  void close(int number, int rows) throws Exception {
    List<WindowSummary> summaries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      summaries.add(
          WindowSummaries.of("w" + number, "S" + i, START.plusSeconds(10L * number), 1, 2));
    }
    Exchange exchange = new DefaultExchange(context);
    exchange.setProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, "w" + number);
    exchange.getMessage().setBody(summaries);
    context
        .getRegistry()
        .lookupByNameAndType("sinks", AsyncProcessor.class)
        .process(exchange, doneSync -> delivered.add(number));
  }

  void closeAll(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      close(i, 1);
    }
  }

  SinkCounts counts(String name) {
    return beans.counts().stream()
        .filter(counts -> counts.sink().equals("sink-" + name))
        .findAny()
        .orElseThrow();
  }

  @Override
  public void close() {
    context.stop();
  }

  /** What a sink has taken. */
  static final class Taken implements Processor {
    /** How many rows came at once, each time. */
    final List<Integer> sizes = new CopyOnWriteArrayList<>();

    /** The sources of the rows, in their order. */
    final List<String> sources = new CopyOnWriteArrayList<>();

    private final Processor first;

    Taken(Processor first) {
      this.first = first;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
      first.process(exchange);
      List<?> rows = (List<?>) exchange.getMessage().getBody();
      sizes.add(rows.size());
      rows.forEach(row -> sources.add(((WindowSummary) row).source()));
    }
  }
}
