package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.window.WindowSummary;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The gateway with its shipped pipeline routes, and a sink that counts what the windows hold. */
final class GatewayContender implements Contender, AutoCloseable {
  private static final long LOOK_MILLIS = 1;

  private final Gateway gateway;
  private final AsyncProducer producer;
  private final String[] routeIds;
  private final AtomicLong delivered = new AtomicLong();

  GatewayContender(Gateway gateway, int producers) throws Exception {
    this.gateway = gateway;
    gateway.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:sink-bench").routeId("sink-bench").process(GatewayContender.this::count);
          }
        });
    CamelContext context = gateway.start();
    Endpoint readings = context.getEndpoint("direct:readings");
    this.producer = readings.createAsyncProducer();
    producer.start();
    this.routeIds = new String[producers];
    for (int i = 0; i < producers; i++) {
      routeIds[i] = "bench-" + i;
    }
  }

  private void count(Exchange exchange) {
    for (Object row : (List<?>) exchange.getMessage().getBody()) {
      delivered.addAndGet(((WindowSummary) row).count());
    }
  }

  /** Sends as a sensor's route does: an exchange of its own, which knows its route. */
  @Override
  public void send(int number, Object message) {
    Exchange exchange = producer.getEndpoint().createExchange();
    exchange.getExchangeExtension().setFromRouteId(routeIds[number]);
    exchange.getMessage().setBody(message);
    producer.process(exchange, doneSync -> {});
    if (exchange.getException() != null) {
      throw new CamelExecutionException(
          "a message was not taken", exchange, exchange.getException());
    }
  }

  @Override
  public void awaitQuiet() throws InterruptedException {
    while (!gateway.isBufferEmpty()) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public long counted() {
    return gateway.ledger().total().ingested();
  }

  /** Returns how many readings the windows held that the sink was given. */
  long delivered() {
    return delivered.get();
  }

  /** Drains and stops the gateway. */
  @Override
  public void close() {
    gateway.stop();
  }
}
