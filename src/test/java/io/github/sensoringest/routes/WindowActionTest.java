package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import io.github.sensoringest.window.WindowBeans;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kamelet {@code window-action}, as a sensor's file uses it. */
class WindowActionTest extends CamelTestSupport {
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
  void saysHowTheReadingsAreWindowed() throws Exception {
    assertThat(
            windowing(
                "length: 1m",
                "hop: 15s",
                "offset: 5s",
                "lateness: 2s",
                "idle: 3m",
                "late: correct"))
        .isEqualTo(
            new Windowing(
                Duration.ofMinutes(1),
                Duration.ofSeconds(15),
                Duration.ZERO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(3),
                LatePolicy.CORRECT));
  }

  @Test
  void whatIsNotSaidIsAsTheGatewayHasIt() throws Exception {
    assertThat(windowing("lateness: 5m"))
        .isEqualTo(
            new Windowing(
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                LatePolicy.REJECT));
  }

  @Test
  void anotherLengthIsTumblingThoughTheGatewayHops() throws Exception {
    assertThat(windowing("length: 4s").hop()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void gapMakesSessionsThoughTheGatewayHops() throws Exception {
    assertThat(windowing("gap: 30s").hasSessions()).isTrue();
  }

  @Test
  void twoSensorsHaveEachItsOwn() throws Exception {
    load("one", "length: 1m");
    load("other", "length: 2m");
    context.start();

    assertThat(sent("one").length()).isEqualTo(Duration.ofMinutes(1));
    assertThat(sent("other").length()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void hopLongerThanTheLengthIsRefused() {
    assertThatThrownBy(() -> windowing("hop: 1h"))
        .rootCause()
        .hasMessageContaining("write a hop that is not longer than the length");
  }

  @Test
  void sessionsThatAreCorrectedAreRefused() {
    assertThatThrownBy(() -> windowing("gap: 5s", "late: correct"))
        .rootCause()
        .hasMessageContaining("write late: reject or late: drop");
  }

  @Test
  void sessionsThatHopAreRefused() {
    assertThatThrownBy(() -> windowing("gap: 5s", "hop: 1s"))
        .rootCause()
        .hasMessageContaining("write hop for overlapping windows or gap for sessions");
  }

  @Test
  void stretchesBeyondWhatTimestampsCanSayAreRefused() {
    assertThatThrownBy(() -> windowing("gap: 36501d"))
        .rootCause()
        .hasMessage("window-action: gap is 36501d: write at most 36500d");
  }

  @Test
  void messageSaysWhichParameterIsWrong() {
    assertThatThrownBy(() -> windowing("idle: 200000d"))
        .rootCause()
        .hasMessage("window-action: idle: '200000d' is too long a duration");
  }

  private Windowing windowing(String... parameters) throws Exception {
    load("sensor", parameters);
    context.start();
    return sent("sensor");
  }

  private Windowing sent(String route) {
    MockEndpoint mock = context.getEndpoint("mock:" + route, MockEndpoint.class);
    mock.reset();
    template.sendBody("direct:" + route, 1);
    Exchange exchange = mock.getExchanges().get(0);
    return exchange.getProperty(Windowing.PROPERTY, Windowing.class);
  }

  private void load(String route, String... parameters) throws Exception {
    if (context.getRegistry().lookupByName("windowKey") == null) {
      new WindowBeans(
              TestSettings.with("window.length=20s", "window.hop=5s"),
              new Ledger(),
              ManualClock.atMillis(0))
          .configure(context);
    }
    RouteText.loadAction(context, route, "window-action", parameters);
  }
}
