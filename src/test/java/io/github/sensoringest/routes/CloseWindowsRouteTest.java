package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/close-windows.camel.yaml}. */
class CloseWindowsRouteTest extends CamelTestSupport {
  private final AtomicInteger closings = new AtomicInteger();

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @Test
  void looksAgainAndAgainWhichWindowsAreDue() throws Exception {
    load("1ms", exchange -> closings.incrementAndGet());

    await().until(() -> closings.get() >= 3);
  }

  @Test
  void looksAsOftenAsItIsToldTo() throws Exception {
    load("250ms", exchange -> {});

    TimerConsumer timer = (TimerConsumer) context.getRoute("close-windows").getConsumer();

    assertThat(timer.getPeriod()).isEqualTo(250);
    assertThat(timer.getDelay()).isEqualTo(250);
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    load(
        "1ms",
        exchange -> {
          closings.incrementAndGet();
          throw new IllegalStateException("not now");
        });

    await().until(() -> closings.get() >= 3);
  }

  private void load(String check, Processor closeWindows) throws Exception {
    context.getPropertiesComponent().addInitialProperty("window.check", check);
    context.getRegistry().bind("closeWindows", closeWindows);
    RouteText.loadFile(context, "routes/pipeline/close-windows.camel.yaml");
    context.start();
  }
}
