package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.LiveFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink that fails for ever is mended, or removed, while the gateway runs. */
class FailingSinkReplacedTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger takenByMended = new AtomicInteger();
  private final AtomicInteger takenByOther = new AtomicInteger();
  private final StringWriter printed = new StringWriter();
  private LiveFolder live;
  private Gateway gateway;
  private CamelContext context;

  @Test
  @Timeout(180)
  void mendedSinkGetsTheWindowAndTheOthersDoNotGetItAgain() throws Exception {
    write("sensors/silent.camel.yaml", sensor());
    write("sinks/a.camel.yaml", sink("a", "otherSink"));
    write("sinks/b.camel.yaml", sink("b", "brokenSink"));
    String[] settings = {"sinks.retry-delay=2s", "window.check=10ms"};
    start();
    sendTwoWindows();
    await().atMost(LIMIT).until(() -> tries.get() > 0);

    write("sinks/b.camel.yaml", sink("b", "mendedSink"));

    await().atMost(LIMIT).until(() -> takenByMended.get() == 1);
    assertThat(takenByOther).hasValue(1);
    assertThat(live.status().counts().get(FileState.RUNNING))
        .isEqualTo(live.status().files().size());
    assertThat(gateway.stop()).isZero();
    assertThat(gateway.ledger().total().windowed()).isEqualTo(2);
  }

  @Test
  @Timeout(180)
  void removedSinkIsNotWaitedForAnyMore() throws Exception {
    write("sensors/silent.camel.yaml", sensor());
    write("sinks/a.camel.yaml", sink("a", "otherSink"));
    write("sinks/b.camel.yaml", sink("b", "brokenSink"));
    start();
    sendTwoWindows();
    await().atMost(LIMIT).until(() -> tries.get() > 0);
    assertThat(gateway.ledger().total().windowed()).isZero();

    Files.delete(folder.resolve("sinks/b.camel.yaml"));

    await().atMost(LIMIT).until(() -> gateway.ledger().total().windowed() == 1);
    assertThat(gateway.stop()).isZero();
    assertThat(printed.toString()).contains("sink-b: took 0 rows, lost 1 rows of 1 readings");
  }

  private void start() {
    String[] settings = {"sinks.retry-delay=2s", "window.check=10ms"};
    live = LiveFolder.watched(folder, Path.of("routes"));
    gateway =
        new Gateway(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            live,
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(printed), LogFormat.TEXT));
    gateway.addRoutes(new Beans());
    context = gateway.start();
  }

  private void sendTwoWindows() {
    long past = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    context.createProducerTemplate().sendBody("direct:readings", Readings.at("A", past));
    context.createProducerTemplate().sendBody("direct:readings", Readings.at("A", past + 60_000));
  }

  private final class Beans extends RouteBuilder {
    @Override
    public void configure() {
      bind("otherSink", exchange -> takenByOther.incrementAndGet());
      bind("mendedSink", exchange -> takenByMended.incrementAndGet());
      bind(
          "brokenSink",
          exchange -> {
            tries.incrementAndGet();
            throw new IllegalStateException("the disk is full");
          });
    }

    private void bind(String name, Processor sink) {
      getContext().getRegistry().bind(name, sink);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String sensor() {
    return """
        - route:
            id: silent
            from:
              uri: timer:silent
              parameters:
                delay: 1h
                period: 1h
              steps:
                - to:
                    uri: direct:readings
        """;
  }

  private static String sink(String name, String bean) {
    return """
        - route:
            id: sink-%s
            routeConfigurationId: retry
            from:
              uri: direct:sink-%s
              steps:
                - process:
                    ref: %s
        """
        .formatted(name, name, bean);
  }
}
