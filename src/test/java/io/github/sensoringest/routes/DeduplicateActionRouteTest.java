package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/kamelets/deduplicate-action.kamelet.yaml}, as a step of a sensor's route. */
class DeduplicateActionRouteTest extends CamelTestSupport {
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
  void repeatGoesNoFurtherAndIsCountedForTheSensorsRoute() throws Exception {
    routes.load("boiler", "deduplicate-action", "horizon: 1m");
    SensorReading reading = routes.reading("B", 5);

    template.sendBody("direct:boiler", reading);
    template.sendBody("direct:boiler", List.of(reading, routes.reading("C", 1)));
    template.sendBody("direct:boiler", reading);

    assertThat(getMockEndpoint("mock:readings").getReceivedExchanges())
        .extracting(exchange -> exchange.getMessage().getBody())
        .containsExactly(reading, List.of(routes.reading("C", 1)));
    assertThat(routes.ledger().balances())
        .singleElement()
        .satisfies(
            balance -> {
              assertThat(balance.source()).isEqualTo("boiler");
              assertThat(balance.suppressed()).isEqualTo(Map.of(SuppressReason.DUPLICATE, 2L));
            });
  }

  @Test
  void readingThatFailedAndIsSentAgainIsNoRepeat() throws Exception {
    routes.load("boiler", "deduplicate-action", "horizon: 1m");
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.whenExchangeReceived(
        1,
        exchange -> {
          throw new IllegalStateException("the buffer is full");
        });
    SensorReading reading = routes.reading("B", 5);

    assertThatThrownBy(() -> template.sendBody("direct:boiler", reading))
        .isInstanceOf(CamelExecutionException.class);
    template.sendBody("direct:boiler", reading);
    template.sendBody("direct:boiler", reading);

    assertThat(readings.getReceivedCounter()).isEqualTo(2);
  }
}
