package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.store.StoreBeans;
import io.github.sensoringest.store.StoredWindows;
import io.github.sensoringest.store.WindowQuery;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/sinks/store.camel.yaml}, with the error handling that it names. */
class StoreSinkRouteTest extends CamelTestSupport {
  private static final List<WindowSummary> ROWS =
      List.of(
          WindowSummaries.of("a", "ONE", Instant.EPOCH, 1, 2),
          WindowSummaries.of("a", "ONE", Instant.EPOCH.plusSeconds(10), 3));

  @TempDir Path parent;
  private Settings settings;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  private void start() throws Exception {
    String[] given = {"data.folder=" + parent.resolve("data"), "sinks.retry-delay=1ms"};
    settings = TestSettings.with(given);
    TestSettings.configuration(given)
        .all()
        .forEach(context.getPropertiesComponent()::addInitialProperty);
    new SinkBeans(settings, new Ledger(), new Doors(), ManualClock.atMillis(0)).configure(context);
    new StoreBeans(settings, new Ledger(), ManualClock.atMillis(0)).configure(context);
    context.getRegistry().bind("routeFailed", (Processor) exchange -> {});
    context.getRegistry().bind("refuseFailed", (Processor) exchange -> {});
    RouteText.loadFile(context, "routes/pipeline/errors.camel.yaml");
    RouteText.loadFile(context, "routes/sinks/store.camel.yaml");
    context.start();
  }

  @Test
  void windowsOfSeveralTimesAreStoredAtOnce() throws Exception {
    start();

    template.sendBody("direct:sink-store", ROWS);
    template.sendBody("direct:sink-store", ROWS);

    assertThat(stored()).isEqualTo(ROWS);
  }

  @Test
  void whileTheDatabaseIsAwayItIsTriedAgainUntilItIsBack() throws Exception {
    Path inTheWay = Files.writeString(parent.resolve("data"), "");
    start();
    CompletableFuture<Object> sent = template.asyncSendBody("direct:sink-store", ROWS);
    HealthCheck health = context.getRegistry().lookupByNameAndType("store", HealthCheck.class);
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> health.call().getState() == HealthCheck.State.DOWN);
    assertThat(sent).isNotDone();

    Files.delete(inTheWay);

    assertThat(sent).succeedsWithin(30, TimeUnit.SECONDS);
    assertThat(stored()).isEqualTo(ROWS);
  }

  private List<WindowSummary> stored() {
    List<WindowSummary> rows = new ArrayList<>();
    StoredWindows.of(settings)
        .read(
            new WindowQuery(Optional.empty(), Optional.empty(), Instant.MIN, Instant.MAX, 0, false),
            rows::add);
    return rows;
  }
}
