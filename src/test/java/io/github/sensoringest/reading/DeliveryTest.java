package io.github.sensoringest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Exchange message = new DefaultExchange(camel);
  private final Exchange first = new DefaultExchange(camel);
  private final Exchange second = new DefaultExchange(camel);
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void begin() {
    Delivery.begin(message, () -> told.add("taken"), why -> told.add(why.getMessage()));
    // What the route that uses a kamelet gets is a copy.
    Exchange copy = ExchangeHelper.createCorrelatedCopy(message, false);
    Delivery.of(copy).add(first);
    Delivery.of(copy).add(second);
  }

  private static void complete(Exchange exchange) {
    UnitOfWorkHelper.doneSynchronizations(
        exchange, exchange.getExchangeExtension().handoverCompletions());
  }

  @Test
  void messageIsTakenWhenItsRouteAndTheIngestOfAllBatchesAreDone() {
    complete(message);
    complete(first);
    assertThat(told).isEmpty();

    complete(second);

    assertThat(told).containsExactly("taken");
  }

  @Test
  void batchOnWhichTheIngestFailedIsAccountedFor() {
    second.setException(new IllegalStateException("ingest"));

    complete(first);
    complete(second);
    complete(message);

    assertThat(told).containsExactly("taken");
  }

  @Test
  void messageOnWhichItsRouteFailedIsNotTaken() {
    message.setException(new IllegalStateException("route"));

    complete(first);
    complete(message);
    complete(second);

    assertThat(told).containsExactly("route");
  }

  @Test
  void otherMessagesAreNotFollowed() {
    assertThat(Delivery.of(first)).isNull();
  }
}
