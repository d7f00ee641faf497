package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.alarm.Alarm;
import java.time.Duration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/kamelets/silence-action.kamelet.yaml}, as a step of a sensor's route. */
class SilenceActionRouteTest extends CamelTestSupport {
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
  void sensorThatFallsSilentIsAlarmedAndClearedWhenItIsBack() throws Exception {
    // The clock stands still but for what the test moves, so nothing is silent by itself.
    routes.load("boiler", "silence-action", "silentAfter: 100ms");
    template.sendBody("direct:boiler", routes.reading("B", 1));
    routes.clock().advance(Duration.ofMillis(100));
    await().until(() -> routes.alarms().size() == 1);

    template.sendBody("direct:boiler", routes.reading("B", 1));

    assertThat(routes.alarms())
        .extracting(Alarm::state, Alarm::source, Alarm::sensorId, Alarm::kind)
        .containsExactly(
            tuple(Alarm.State.RAISED, "boiler", "B", "silence"),
            tuple(Alarm.State.CLEARED, "boiler", "B", "silence"));
    assertThat(getMockEndpoint("mock:readings").getReceivedCounter()).isEqualTo(2);
  }

  @Test
  void expectedSensorIsMissedFromTheStartAsOneOfTheRoute() throws Exception {
    routes.load("boiler", "silence-action", "silentAfter: 100ms", "expect: 'B1,B2'");
    routes.clock().advance(Duration.ofMillis(50));
    template.sendBody("direct:boiler", routes.reading("B1", 1));
    // Until the first look finds the route started, silence does not count.
    await()
        .until(
            () -> {
              routes.clock().advance(Duration.ofMillis(10));
              template.sendBody("direct:boiler", routes.reading("B1", 1));
              return !routes.alarms().isEmpty();
            });

    assertThat(routes.alarms())
        .extracting(Alarm::source, Alarm::sensorId)
        .containsExactly(tuple("boiler", "B2"));
  }

  @Test
  void silentAfterIsDemanded() {
    assertThatThrownBy(() -> routes.load("boiler", "silence-action", "forgetAfter: 1d"))
        .hasStackTraceContaining("silentAfter");
  }
}
