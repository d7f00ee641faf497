package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class OriginInflightTest {
  private final OriginInflight inflight = new OriginInflight();
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  OriginInflightTest() {
    exchange.getExchangeExtension().setFromRouteId("a");
  }

  @Test
  void exchangeCountsInTheRouteWhereItBeganAndInNoOther() {
    inflight.add(exchange, "a");
    inflight.add(exchange, "b");

    assertThat(inflight.size("a")).isEqualTo(1);
    assertThat(inflight.size("b")).isZero();
  }

  @Test
  void exchangeThatEndsAfterItsRouteWasReplacedLeavesNothingBehind() {
    inflight.add(exchange, "a");
    inflight.removeRoute("a");
    inflight.addRoute("a");
    inflight.remove(exchange, "a");

    assertThat(inflight.size("a")).isZero();
  }
}
