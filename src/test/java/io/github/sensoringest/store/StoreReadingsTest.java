package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step {@code storeReadings}. */
class StoreReadingsTest extends CamelTestSupport {
  private final Ledger ledger = new Ledger();

  @TempDir Path parent;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  private Settings start(boolean readings) throws Exception {
    Settings settings =
        TestSettings.with(
            "data.folder=" + parent.resolve("data"),
            "store.readings=" + readings,
            "sinks.retry-delay=1ms");
    new StoreBeans(settings, ledger, ManualClock.atMillis(0)).configure(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("seda:in").process("storeReadings").to("mock:on");
          }
        });
    context.start();
    return settings;
  }

  @Test
  void readingsAreStoredBeforeTheyGoOn() throws Exception {
    Settings settings = start(true);
    MockEndpoint on = getMockEndpoint("mock:on");
    on.expectedMessageCount(1);

    template.sendBody("seda:in", List.of(Readings.batch("a", 1, 2)));

    on.assertIsSatisfied();
    assertThat(new TestStore(settings).query("SELECT count(*) FROM reading_row"))
        .containsExactly("2");
  }

  @Test
  void nothingIsOpenedUnlessItIsAskedFor() throws Exception {
    start(false);
    MockEndpoint on = getMockEndpoint("mock:on");
    on.expectedMessageCount(1);

    template.sendBody("seda:in", List.of(Readings.batch("a", 1, 2)));

    on.assertIsSatisfied();
    assertThat(parent.resolve("data")).doesNotExist();
  }

  @Test
  void whileTheStoreIsAwayReadingsAreHeldAndHealthSaysWhy() throws Exception {
    Path inTheWay = Files.writeString(parent.resolve("data"), "");
    Settings settings = start(true);
    ledger.account("a").received(2, 0);
    MockEndpoint on = getMockEndpoint("mock:on");
    on.expectedMessageCount(1);
    HealthCheck health = context.getRegistry().lookupByNameAndType("store", HealthCheck.class);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);

    template.sendBody("seda:in", List.of(Readings.batch("a", 1, 2)));

    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> health.call().getState() == HealthCheck.State.DOWN);
    assertThat(ledger.total().held()).isEqualTo(2);
    assertThat(health.call().getMessage().orElseThrow()).contains("set data.folder to one");
    assertThat(on.getReceivedCounter()).isZero();

    Files.delete(inTheWay);

    on.assertIsSatisfied(30_000);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> ledger.total().held() == 0);
    assertThat(new TestStore(settings).query("SELECT count(*) FROM reading_row"))
        .containsExactly("2");
  }
}
