package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SuppressReason;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/kamelets/deadband-action.kamelet.yaml}, as a step of a sensor's route. */
class DeadbandActionRouteTest extends CamelTestSupport {
  private final ActionRoutes routes = new ActionRoutes();

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void prepare() throws Exception {
    routes.prepare(context);
  }

  @Test
  void heldBackReadingGoesNoFurtherAndIsCountedForTheSensorsRoute() throws Exception {
    routes.load("boiler", "deadband-action", "absolute: 1");
    MockEndpoint readings = getMockEndpoint("mock:readings");

    template.sendBody("direct:boiler", routes.reading("B", 5));
    template.sendBody("direct:boiler", routes.reading("B", 5.5));
    template.sendBody("direct:boiler", routes.reading("B", 6));

    assertThat(readings.getReceivedExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsExactly(routes.reading("B", 5), routes.reading("B", 6));
    assertThat(routes.ledger().balances())
        .singleElement()
        .satisfies(
            balance -> {
              assertThat(balance.source()).isEqualTo("boiler");
              assertThat(balance.suppressed()).isEqualTo(Map.of(SuppressReason.DEADBAND, 1L));
            });
  }

  @Test
  void readingThatFailsLaterInTheRouteHoldsNothingBack() throws Exception {
    routes.load("boiler", "deadband-action", "absolute: 1");
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.whenExchangeReceived(
        1,
        exchange -> {
          throw new IllegalStateException("the buffer is full");
        });

    assertThatThrownBy(() -> template.sendBody("direct:boiler", routes.reading("B", 5)))
        .isInstanceOf(CamelExecutionException.class);
    template.sendBody("direct:boiler", routes.reading("B", 5));

    assertThat(readings.getReceivedCounter()).isEqualTo(2);
  }

  @Test
  void emptyHeartbeatIsNone() throws Exception {
    routes.load("boiler", "deadband-action", "absolute: 1", "heartbeat: ''");
    template.sendBody("direct:boiler", routes.reading("B", 5));
    routes.clock().advance(Duration.ofDays(1));
    template.sendBody("direct:boiler", routes.reading("B", 5));

    assertThat(getMockEndpoint("mock:readings").getReceivedCounter()).isEqualTo(1);
  }

  @Test
  void distanceIsDemanded() {
    assertThatThrownBy(() -> routes.load("boiler", "deadband-action", "heartbeat: 1m"))
        .rootCause()
        .hasMessageStartingWith("deadband-action: there is no distance: write absolute");
  }
}
