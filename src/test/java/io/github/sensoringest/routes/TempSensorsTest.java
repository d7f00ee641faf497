package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four sensors, as shipped and as an example. */
class TempSensorsTest extends CamelTestSupport {
  private static final String SHIPPED = "routes/sensors/temp.camel.yaml";
  private static final String EXAMPLE = "examples/four-sensors/temp.camel.yaml";

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {SHIPPED, EXAMPLE})
  void fourSensorsMakeGaussianCelsiusReadings(String file) throws Exception {
    context.getPropertiesComponent().addInitialProperty("simulated.readings", "5");
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.expectedMessageCount(20);

    start(file);

    MockEndpoint.assertIsSatisfied(context);
    List<SensorReading> made =
        readings.getReceivedExchanges().stream()
            .map(exchange -> exchange.getMessage().getBody(SensorReading.class))
            .toList();
    assertThat(
            made.stream()
                .collect(Collectors.groupingBy(SensorReading::sensorId, Collectors.counting())))
        .isEqualTo(Map.of("TEMP_00", 5L, "TEMP_01", 5L, "TEMP_02", 5L, "TEMP_03", 5L));
    assertThat(made).extracting(SensorReading::unit).containsOnly("celsius");
    assertThat(made).extracting(SensorReading::value).doesNotHaveDuplicates();
    assertThat(made)
        .as("within eight deviations of the mean")
        .allSatisfy(reading -> assertThat(reading.value()).isBetween(-30.0, 130.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {SHIPPED, EXAMPLE})
  void eachTimerFiresEvery50MillisecondsAndAfterTheFirst50(String file) throws Exception {
    start(file);

    assertThat(context.getRoutes())
        .extracting(Route::getConsumer)
        .filteredOn(TimerConsumer.class::isInstance)
        .hasSize(4)
        .map(TimerConsumer.class::cast)
        .allSatisfy(
            timer -> {
              assertThat(timer.getDelay()).isEqualTo(50);
              assertThat(timer.getPeriod()).isEqualTo(50);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {SHIPPED, EXAMPLE})
  void eachSensorIsARouteWithADescription(String file) throws Exception {
    RouteText.loadFile(context, file);

    assertThat(context.getRouteDefinitions())
        .extracting(RouteDefinition::getId)
        .containsExactly("temp-00", "temp-01", "temp-02", "temp-03");
    assertThat(context.getRouteDefinitions())
        .extracting(RouteDefinition::getDescriptionText)
        .allSatisfy(description -> assertThat(description).endsWith("."));
  }

  private void start(String file) throws Exception {
    RouteText.useShippedKamelets(context);
    RouteText.loadFile(context, file);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:readings").to("mock:readings");
          }
        });
    context.start();
  }
}
