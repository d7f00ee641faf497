package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sensors of this machine: the kamelet, and the route that is shipped. */
class HostSensorsTest extends CamelTestSupport {
  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void kamelets() {
    RouteText.useShippedKamelets(context);
  }

  @Test
  void shippedRouteReadsThisMachineOnceASecond() throws Exception {
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.expectedMinimumMessageCount(1);
    RouteText.loadFile(context, "routes/sensors/host.camel.yaml");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:readings").to("mock:readings");
          }
        });

    context.start();

    MockEndpoint.assertIsSatisfied(context);
    assertThat(context.getRoute("host").getDescription()).endsWith(".");
    assertThat(context.getRoutes())
        .extracting(Route::getConsumer)
        .filteredOn(TimerConsumer.class::isInstance)
        .map(TimerConsumer.class::cast)
        .allSatisfy(
            timer -> {
              assertThat(timer.getDelay()).isEqualTo(1000);
              assertThat(timer.getPeriod()).isEqualTo(1000);
            })
        .hasSize(1);
    assertThat((List<?>) readings.getReceivedExchanges().get(0).getMessage().getBody())
        .extracting("sensorId")
        .contains("HOST_MEMORY_USED");
  }

  @Test
  void prefixAndPeriodAreParameters() throws Exception {
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.expectedMinimumMessageCount(3);
    RouteText.loadSensor(context, "plant", "host-sensor-source", "sensorId: PLANT", "period: 10ms");

    context.start();

    MockEndpoint.assertIsSatisfied(context);
    assertThat((List<?>) readings.getReceivedExchanges().get(2).getMessage().getBody())
        .extracting("sensorId")
        .contains("PLANT_MEMORY_USED", "PLANT_NET_SENT");
  }

  @Test
  void wrongPeriodIsRefusedInsteadOfFiringOnce() throws Exception {
    RouteText.loadSensor(context, "plant", "host-sensor-source", "period: often");

    assertThatThrownBy(context::start)
        .rootCause()
        .hasMessageStartingWith("host sensor HOST: period: 'often' is no duration: write ");
  }
}
