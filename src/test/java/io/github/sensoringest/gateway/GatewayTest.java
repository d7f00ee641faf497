package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.reading.SensorReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway in this process. */
class GatewayTest {
  /** Windows long past, so that the clock closes none that the test does not close. */
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static final String[] SMALL = {
    "buffer.size=4",
    "ingest.coalesce=2",
    "sinks.waiting=1",
    "sinks.retry-delay=1ms",
    "sinks.retry-max-delay=2ms",
    "window.check=1ms",
    "window.length=1s",
    "window.lateness=0s"
  };

  @TempDir Path folder;

  @Test
  void sinkThatThrowsPushesBackToTheSourceAndLosesNothingWhenItRecovers() throws Exception {
    TestGateway gateway = new TestGateway(folder, SMALL).start();
    gateway.failSink(true);
    sendWindows(gateway, 0, 3).join();
    await().until(() -> gateway.sinkTries() > 3);
    Thread source = sendWindows(gateway, 3, 100);

    await().until(() -> isWaiting(source));
    long receivedWhileItFailed = gateway.total().received();
    gateway.failSink(false);
    source.join();

    assertThat(receivedWhileItFailed).as("the source was held back").isLessThan(300);
    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(300);
    assertThat(gateway.total().windowed()).isEqualTo(300);
    assertThat(gateway.total().missing()).isZero();
    assertThat(gateway.total().blockedNanos()).isPositive();
  }

  @Test
  void readingsThatWaitedLongerThanTheIdleTimeForASinkAreNotLate() throws Exception {
    String[] settings = Arrays.copyOf(SMALL, SMALL.length + 1);
    settings[SMALL.length] = "window.idle=2s";
    TestGateway gateway = new TestGateway(folder, settings).start();
    gateway.failSink(true);
    sendEvery100Millis(gateway, 0, 25).join();
    await().until(() -> gateway.sinkTries() > 3);
    Thread source = sendEvery100Millis(gateway, 25, 100);
    await().until(() -> isWaiting(source));

    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    gateway.failSink(false);
    source.join();

    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.total().late()).isZero();
    assertThat(gateway.total().windowed()).isEqualTo(100);
  }

  @Test
  void sinkThatThrowsGetsEachWindowOnceWhenItRecovers() throws Exception {
    TestGateway gateway = new TestGateway(folder, SMALL).start();
    gateway.failSink(true);
    Thread source = sendWindows(gateway, 0, 20);
    await().until(() -> gateway.sinkTries() > 3);
    gateway.failSink(false);
    source.join();
    gateway.gateway().stop();

    assertThat(gateway.taken())
        .extracting(row -> row.start().toEpochMilli())
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(20);
  }

  @Test
  void sinkThatNeverRecoversLeavesReadingsBehindAndTheStopSaysSo() throws Exception {
    TestGateway gateway =
        new TestGateway(
                folder,
                "shutdown.timeout=200ms",
                "sinks.retry-delay=1ms",
                "sinks.retry-max-delay=2ms")
            .start();
    gateway.failSink(true);
    gateway.send(List.of(Readings.at("A", START), Readings.at("B", START)));

    int exitCode = gateway.gateway().stop();

    assertThat(exitCode).isEqualTo(Gateway.NOT_ALL_WELL);
    assertThat(gateway.printed())
        .containsPattern("left behind +2")
        .contains("The ledger balances, but 2 readings were left behind");
  }

  @Test
  void stopWithABacklogInTheBufferLosesNothing() throws Exception {
    TestGateway gateway =
        new TestGateway(
                folder,
                "sinks.waiting=1",
                "window.check=1ms",
                "window.lateness=0s",
                "sinks.retry-delay=1ms",
                "sinks.retry-max-delay=2ms")
            .start();
    gateway.failSink(true);
    gateway.send(List.of(Readings.at("A", START), Readings.at("A", START + 10_000)));
    await().until(() -> gateway.sinkTries() > 0);
    for (int i = 0; i < 500; i++) {
      gateway.send(Readings.at("A", START + 10_000 + i * 100));
    }
    assertThat(gateway.total().windowed()).isZero();
    gateway.failSink(false);

    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(502);
    assertThat(gateway.total().windowed()).isEqualTo(502);
  }

  @Test
  void stopClosesTheWindowsThatAreOpen() throws Exception {
    TestGateway gateway = new TestGateway(folder).start();
    gateway.send(Readings.at("A", System.currentTimeMillis()));

    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(1);
  }

  @Test
  void badReadingFailsNeitherItsBatchNorWhatComesAfter() throws Exception {
    TestGateway gateway = new TestGateway(folder).start();
    List<Object> mixed = new ArrayList<>();
    mixed.add(Readings.at("A", START));
    mixed.add(null);
    mixed.add("hello");
    mixed.add(SensorReading.ofMillis("A", START, Double.POSITIVE_INFINITY, "celsius"));
    mixed.add(SensorReading.ofMillis("A", START, 122, "fahrenheit"));
    mixed.add(Readings.at("A", START));
    gateway.send(mixed);
    gateway.send(Readings.at("A", START));

    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(3);
    assertThat(gateway.total().rejectedInAll()).isEqualTo(4);
    assertThat(gateway.total().missing()).isZero();
  }

  @Test
  void runEndsWhenEverySourceHasEnded() throws Exception {
    String sensors =
        """
        - route:
            id: quick
            from:
              uri: kamelet:simulated-sensor-source
              parameters:
                sensorId: QUICK
                period: 1ms
                readings: 20
              steps:
                - to:
                    uri: direct:readings
        """;
    TestGateway gateway = new TestGateway(folder, sensors, new String[0]);

    int exitCode = gateway.gateway().run(Optional.empty());

    assertThat(exitCode).isZero();
    assertThat(gateway.printed())
        .startsWith("Ingested 20 readings in ")
        .contains(" from 1 sensor\n")
        .contains("The ledger balances: every reading is accounted for");
    assertThat(gateway.takenReadings()).isEqualTo(20);
  }

  @Test
  void timerWithARepeatCountEndsToo() throws Exception {
    String sensors =
        """
        - route:
            id: plain
            from:
              uri: timer:plain
              parameters:
                delay: 1
                period: 1
                repeatCount: 5
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "21.5"
                        resultType: java.lang.Double
                - to:
                    uri: direct:readings
        """;
    TestGateway gateway = new TestGateway(folder, sensors, new String[0]);

    assertThat(gateway.gateway().run(Optional.empty())).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(5);
  }

  @Test
  void timersOfManySensorsShareThreads() throws Exception {
    StringBuilder sensors = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      sensors.append(WatchedGateway.sensor("many-" + i, "timer:many-" + i, 3_600_000));
    }
    TestGateway gateway = new TestGateway(folder, sensors.toString(), new String[0]).start();

    long threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains("timer://many-"))
            .count();
    gateway.gateway().stop();

    assertThat(threads).isEqualTo(256);
  }

  /** Whether for ever or for a time; a source looks up now and then. */
  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  /** Ten readings a window, so that the buffer holds some for a window that is open. */
  private static Thread sendEvery100Millis(TestGateway gateway, int from, int to) {
    Thread source =
        new Thread(
            () -> {
              for (int i = from; i < to; i++) {
                gateway.send(Readings.at("A", START + i * 100L));
              }
            });
    source.setDaemon(true);
    source.start();
    return source;
  }

  private static Thread sendWindows(TestGateway gateway, int from, int to) {
    Thread thread =
        new Thread(
            () -> {
              for (int i = from; i < to; i++) {
                long time = START + i * 1000L;
                gateway.send(
                    List.of(
                        Readings.at("A", time), Readings.at("A", time), Readings.at("A", time)));
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
