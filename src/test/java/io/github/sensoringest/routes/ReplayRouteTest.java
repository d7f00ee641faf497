package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.Replayed;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.rejected.RejectedBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/pipeline/replay.camel.yaml}, fed as the command does it. */
class ReplayRouteTest extends CamelTestSupport {
  @TempDir Path data;

  private final List<Object> entered = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private DeadLetterBeans deadLetters;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void load() throws Exception {
    ManualClock clock = ManualClock.atMillis(0);
    Settings settings = TestSettings.with("data.folder=" + data);
    context.getPropertiesComponent().addInitialProperty("data.folder", data.toString());
    new RejectedBeans(settings, clock).configure(context);
    deadLetters = new DeadLetterBeans(settings, source -> Optional.empty(), clock);
    deadLetters.configure(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:readings")
                .process(
                    exchange -> {
                      if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("no room");
                      }
                      entered.add(exchange.getMessage().getBody());
                    });
          }
        });
    RouteText.loadFile(context, "routes/pipeline/rejected.camel.yaml");
    RouteText.loadFile(context, "routes/pipeline/replay.camel.yaml");
    context.start();
  }

  @Test
  void makesNoFolderWhileNothingIsReplayed() {
    assertThat(data.resolve("replay")).doesNotExist();
  }

  @Test
  void whatWasRefusedComesToTheEntryWithItsSource() throws Exception {
    SensorReading reading =
        new SensorReading("B", 1_700_000_000_123_456_789L, Double.NaN, "bar", 3);
    refuse("boiler", reading);
    refuse("scale", "12,5");

    replay();

    await().until(() -> entered.size() == 2);
    assertThat(entered)
        .containsExactly(new Replayed("boiler", reading), new Replayed("scale", "12,5"));
  }

  @Test
  void filesAreGoneWhenAllIsSent() throws Exception {
    for (int i = 0; i < 2_500; i++) {
      refuse("boiler", Readings.at("B", i));
    }

    replay();

    await().atMost(Duration.ofSeconds(30)).until(() -> entered.size() == 2_500);
    await().until(() -> files().isEmpty());
    assertThat(entered).doesNotHaveDuplicates();
  }

  @Test
  void messageOnWhichTheEntryFailsHoldsUpNoOtherAndIsNotSentAgain() throws Exception {
    failures.set(1);
    refuse("boiler", Readings.at("B", 1));
    refuse("boiler", Readings.at("B", 2));

    replay();

    await().until(() -> entered.size() == 1);
    refuse("kiln", Readings.at("K", 3));
    replay();
    await().until(() -> entered.size() == 2);
    assertThat(entered)
        .containsExactly(
            new Replayed("boiler", Readings.at("B", 2)), new Replayed("kiln", Readings.at("K", 3)));
  }

  @Test
  void whatAKilledGatewayHadTakenIsNotSentAgain() throws Exception {
    context.getRouteController().stopRoute("replay");
    refuse("boiler", Readings.at("B", 1));
    replay();
    Path file = files().get(0);
    Files.move(file, file.resolveSibling(".taken").resolve(file.getFileName()));
    refuse("boiler", Readings.at("B", 2));
    replay();

    context.getRouteController().startRoute("replay");

    await().until(() -> entered.size() == 1);
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    assertThat(entered).containsExactly(new Replayed("boiler", Readings.at("B", 2)));
  }

  private void refuse(String source, Object payload) {
    template.sendBody(
        "direct:rejected", new Rejection(source, RejectReason.FAILED, "why", payload));
  }

  private void replay() throws IOException {
    deadLetters.flush(Duration.ofSeconds(30));
    new DeadLetterFolder(data).replay(letter -> true);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("replay"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
