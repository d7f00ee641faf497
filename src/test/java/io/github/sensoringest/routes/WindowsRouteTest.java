package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/windows.camel.yaml}, with the error handling that it names. */
class WindowsRouteTest extends CamelTestSupport {
  private final List<Object> counted = new CopyOnWriteArrayList<>();
  private SinkBeans beans;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void load() throws Exception {
    context.getPropertiesComponent().addInitialProperty("sinks.retry-delay", "1");
    context.getPropertiesComponent().addInitialProperty("sinks.retry-max-delay", "2");
    Settings settings =
        TestSettings.with("sinks.retry-delay=1ms", "sinks.retry-max-delay=2ms", "sinks.batch=1");
    beans = new SinkBeans(settings, new Ledger(), new Doors(), Clock.systemUTC());
    beans.configure(context);
    RouteText.bindStepsOfNoPage(context);
    context
        .getRegistry()
        .bind("windowDelivered", (Processor) e -> counted.add(e.getMessage().getBody()));
    RouteText.loadFile(context, "routes/pipeline/errors.camel.yaml");
    RouteText.loadFile(context, "routes/pipeline/windows.camel.yaml");
    context.start();
  }

  @Test
  void everySinkGetsTheWindow() throws Exception {
    Sink one = sink("one", 0);
    Sink other = sink("other", 0);

    template.sendBody("direct:windows", List.of("window"));

    assertThat(one.taken).containsExactly(List.of("window"));
    assertThat(other.taken).containsExactly(List.of("window"));
  }

  @Test
  void sinkThatThrowsIsTriedAgainUntilItTakesTheWindow() throws Exception {
    Sink sink = sink("moody", 7);

    template.sendBody("direct:windows", List.of("window"));

    assertThat(sink.tries).hasValue(8);
    assertThat(sink.taken).containsExactly(List.of("window"));
  }

  @Test
  void windowIsCountedOnceHoweverOftenASinkThrew() throws Exception {
    sink("moody", 5);

    template.sendBody("direct:windows", List.of("window"));

    assertThat(counted).containsExactly(List.of("window"));
  }

  @Test
  void windowIsNotCountedWhileASinkHasNotTakenIt() throws Exception {
    Sink never = sink("never", Integer.MAX_VALUE);

    Thread sender = new Thread(() -> template.sendBody("direct:windows", List.of("window")));
    sender.start();
    await().until(() -> never.tries.get() > 3);

    assertThat(counted).isEmpty();
    never.failures.set(0);
    sender.join();
    assertThat(counted).hasSize(1);
  }

  @Test
  void sinkThatHasTakenTheWindowDoesNotGetItAgainBecauseAnotherThrows() throws Exception {
    Sink good = sink("a-good", 0);
    Sink moody = sink("b-moody", 4);
    Sink last = sink("c-last", 0);

    template.sendBody("direct:windows", List.of("window"));

    assertThat(good.tries).hasValue(1);
    assertThat(moody.tries).hasValue(5);
    assertThat(last.tries).hasValue(1);
  }

  @Test
  void laterWindowDoesNotOvertakeOneThatIsTriedAgain() throws Exception {
    Sink moody = sink("moody", 5);

    template.sendBody("direct:windows", List.of("first"));
    template.sendBody("direct:windows", List.of("second"));

    assertThat(moody.taken).containsExactly(List.of("first"), List.of("second"));
  }

  @Test
  void sinkThatIsAddedWhileItRunsGetsTheNextWindow() throws Exception {
    template.sendBody("direct:windows", List.of("first"));
    Sink added = sink("added", 0);

    template.sendBody("direct:windows", List.of("second"));

    assertThat(added.taken).containsExactly(List.of("second"));
  }

  @Test
  void windowIsCountedEvenIfThereIsNoSink() {
    template.sendBody("direct:windows", List.of("window"));

    assertThat(counted).hasSize(1);
  }

  @Test
  void sinkThatNamesTheRetryConfigurationIsTriedAgainUntilItTakesTheWindow() throws Exception {
    Sink sink = sink("kept", 7, "retry");

    template.sendBody("direct:windows", List.of("window"));

    assertThat(counted).hasSize(1);
    assertThat(sink.taken).hasSize(1);
  }

  @Test
  void windowIsCountedThoughASinkThatNamesTheBestEffortConfigurationFailsOnIt() throws Exception {
    Sink sink = sink("loose", Integer.MAX_VALUE, "best-effort");
    List<WindowSummary> window = List.of(WindowSummaries.of("boiler", "S", Instant.EPOCH, 1, 2, 3));

    template.sendBody("direct:windows", window);

    assertThat(counted).hasSize(1);
    await().until(() -> beans.counts().get(0).lostReadings() == 3);
    assertThat(sink.tries).hasValue(4);
  }

  private Sink sink(String name, int failures) throws Exception {
    return sink(name, failures, null);
  }

  private Sink sink(String name, int failures, String configuration) throws Exception {
    Sink sink = new Sink(failures);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var route = from("direct:sink-" + name);
            if (configuration == null) {
              route.errorHandler(noErrorHandler());
            } else {
              route.routeConfigurationId(configuration);
            }
            route.process(sink);
          }
        });
    return sink;
  }

  /** Throws at first, and takes windows then. */
  private static final class Sink implements Processor {
    private final AtomicInteger failures;
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Object> taken = new CopyOnWriteArrayList<>();

    Sink(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public void process(Exchange exchange) {
      tries.incrementAndGet();
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the disk is full");
      }
      taken.add(exchange.getMessage().getBody());
    }
  }
}
