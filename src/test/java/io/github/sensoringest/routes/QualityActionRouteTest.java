package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.reading.QualityFlag;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/kamelets/quality-action.kamelet.yaml}, as steps of sensors' routes. */
class QualityActionRouteTest extends CamelTestSupport {
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
  void goodReadingPassesAsItIs() throws Exception {
    routes.load("boiler", "quality-action", "min: -40", "max: 125");
    SensorReading reading = routes.reading("B", 20);

    assertThat(send("boiler", reading)).containsExactly(reading);
  }

  @Test
  void findingIsTaggedByDefault() throws Exception {
    routes.load("boiler", "quality-action", "max: 125");

    assertThat(send("boiler", routes.reading("B", 126)))
        .extracting(body -> ((SensorReading) body).flags())
        .containsExactly(QualityFlag.ABOVE_MAX.bit());
  }

  @Test
  void refusedReadingIsCountedForTheSensorsRouteAndGoesNoFurther() throws Exception {
    routes.load("boiler", "quality-action", "max: 125", "onRange: reject");

    assertThat(send("boiler", routes.reading("B", 126))).isEmpty();
    Balance balance = routes.ledger().total();
    assertThat(balance.rejected()).isEqualTo(Map.of(RejectReason.ABOVE_MAX, 1L));
    assertThat(balance.balances()).isTrue();
    assertThat(routes.ledger().balances()).extracting(Balance::source).containsExactly("boiler");
    Rejection rejection =
        (Rejection)
            getMockEndpoint("mock:rejected").getReceivedExchanges().get(0).getMessage().getBody();
    assertThat(rejection.source()).isEqualTo("boiler");
    assertThat(rejection.detail()).isEqualTo("B: 126 is above the max of 125");
  }

  @Test
  void alarmIsSentOnceWithTheSensorsRoute() throws Exception {
    routes.load("boiler", "quality-action", "max: 125", "onRange: alarm");

    send("boiler", routes.reading("B", 126));
    send("boiler", routes.reading("B", 127));

    assertThat(routes.alarms())
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.source()).isEqualTo("boiler");
              assertThat(alarm.state()).isEqualTo(Alarm.State.RAISED);
              assertThat(alarm.kind()).isEqualTo("above-max");
            });
  }

  @Test
  void unitIsConverted() throws Exception {
    routes.load("boiler", "quality-action", "unit: celsius", "max: 50");

    SensorReading converted =
        (SensorReading)
            send("boiler", SensorReading.of("B", routes.now(), 104, "fahrenheit")).get(0);

    assertThat(converted.value()).isCloseTo(40, within(1e-9));
    assertThat(converted.unit()).isEqualTo("celsius");
    assertThat(converted.flags()).isZero();
  }

  @Test
  void sameActionInTwoRoutesKeepsTheirSensorsApart() throws Exception {
    routes.load("boiler", "quality-action", "maxStep: 1");
    routes.load("kiln", "quality-action", "maxStep: 1");

    send("boiler", routes.reading("T", 10));
    send("kiln", routes.reading("T", 900));

    assertThat(send("boiler", routes.reading("T", 10.5)))
        .last()
        .isEqualTo(routes.reading("T", 10.5));
    assertThat(send("kiln", routes.reading("T", 900.5)))
        .last()
        .isEqualTo(routes.reading("T", 900.5));
  }

  @Test
  void severalActionsInOneRouteComeOneAfterTheOther() throws Exception {
    routes.loadAll(
        "boiler",
        List.of(
            "quality-action unit: celsius",
            "quality-action max: 50, onRange: reject",
            "quality-action min: 0"));

    assertThat(send("boiler", SensorReading.of("B", routes.now(), 212, "fahrenheit"))).isEmpty();
    assertThat(send("boiler", routes.reading("B", -1)))
        .extracting(body -> ((SensorReading) body).flags())
        .containsExactly(QualityFlag.BELOW_MIN.bit());
  }

  @Test
  void wrongParameterIsRefusedWithWhatToWrite() {
    assertThatThrownBy(() -> routes.load("boiler", "quality-action", "max: hot"))
        .rootCause()
        .hasMessage("quality-action: max is 'hot': write a number, such as 50 or -0.5");
    assertThatThrownBy(() -> routes.load("kiln", "quality-action", "onFinding: rejekt"))
        .rootCause()
        .hasMessage(
            "quality-action: onFinding is 'rejekt', did you mean 'reject'?: write one of tag,"
                + " reject, alarm");
  }

  @Test
  void routeThatIsStoppedAndStartedBeginsAnew() throws Exception {
    routes.load("boiler", "quality-action", "maxStep: 1");
    send("boiler", routes.reading("B", 10));
    String action =
        context.getRoutes().stream()
            .map(route -> route.getRouteId())
            .filter(id -> id.startsWith("quality-action"))
            .findAny()
            .orElseThrow();

    context.getRouteController().stopRoute(action);
    context.getRouteController().startRoute(action);

    assertThat(send("boiler", routes.reading("B", 90))).last().isEqualTo(routes.reading("B", 90));
  }

  private List<Object> send(String routeId, Object body) {
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.reset();
    template.sendBody("direct:" + routeId, body);
    return readings.getReceivedExchanges().stream()
        .map(exchange -> exchange.getMessage().getBody())
        .toList();
  }
}
