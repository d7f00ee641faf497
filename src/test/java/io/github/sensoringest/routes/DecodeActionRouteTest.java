package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/kamelets/decode-action.kamelet.yaml}, as a step of a sensor's route. */
class DecodeActionRouteTest extends CamelTestSupport {
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
  void payloadBecomesAListOfItsRecords() throws Exception {
    routes.load("boiler", "decode-action", "unit: bar");

    template.sendBody(
        "direct:boiler",
        "[{\"sensorId\":\"B\",\"timestamp\":1.5,\"value\":2},{\"sensorId\":\"B\",\"value\":\"x\"}]");

    List<?> readings = readings();
    assertThat(readings).hasSize(2);
    assertThat(readings.get(0)).isEqualTo(new SensorReading("B", 1_500_000_000L, 2, "bar"));
    assertThat(readings.get(1))
        .isInstanceOfSatisfying(
            Malformed.class, it -> assertThat(it.text()).contains("\"value\":\"x\""));
  }

  @Test
  void sensorIdIsMadeOfWhatTheSourceKnows() throws Exception {
    routes.load("boiler", "decode-action", "sensorId: '{topic:2}'", "format: value");

    template.send(
        "direct:boiler",
        exchange -> {
          exchange.setProperty(Decoding.ATTRIBUTES, Map.of(Decoding.TOPIC, "plant/b7/pressure"));
          exchange.getMessage().setBody("21.5".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });

    assertThat(readings())
        .singleElement()
        .isInstanceOfSatisfying(
            SensorReading.class,
            it -> {
              assertThat(it.sensorId()).isEqualTo("b7");
              assertThat(it.value()).isEqualTo(21.5);
            });
  }

  @Test
  void numberIsAReadingOfTheSensorThatTheRouteIsNamedFor() throws Exception {
    routes.load("boiler", "decode-action", "format: auto");

    template.sendBody("direct:boiler", "21.5");

    assertThat(readings())
        .singleElement()
        .isInstanceOfSatisfying(
            SensorReading.class, it -> assertThat(it.sensorId()).isEqualTo("boiler"));
  }

  @Test
  void mistakeInTheParametersIsSaidAtTheStart() {
    assertThatThrownBy(() -> routes.load("boiler", "decode-action", "sensorId: '{topik}'"))
        .rootCause()
        .hasMessageStartingWith(
            "decode-action: sensorId is '{topik}', and there is no {topik}, did you mean 'topic'?");
  }

  private List<?> readings() {
    return getMockEndpoint("mock:readings")
        .getReceivedExchanges()
        .get(0)
        .getMessage()
        .getBody(List.class);
  }
}
