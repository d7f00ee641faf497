package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestCertificate;
import io.github.sensoringest.TestMqttBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Readings from a real MQTT broker. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class MqttIT {
  private static final String PASSWORD = "hunter2&never=shown%41+#?";

  /** With TLS, and a password; for the tests that leave it as it is. */
  private static TestMqttBroker shared;

  @TempDir static Path brokerFolder;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    TestCertificate.make(brokerFolder);
    shared = TestMqttBroker.start(brokerFolder, "-Dpassword=" + PASSWORD);
  }

  @AfterAll
  static void endBroker() {
    shared.close();
  }

  private Launcher launcher(String... parameters) {
    return new Launcher(folder)
        .environment("MQTT_PASSWORD", PASSWORD)
        .with("routes/sensors/plant.camel.yaml", source("plant", parameters));
  }

  private static String source(String routeId, String... parameters) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:mqtt-source
              parameters:
                maxReconnectDelay: 1000
                format: json
        %s      steps:
                - to: direct:readings
        """
        .formatted(routeId, String.join("\n", parameters).indent(8));
  }

  private static String[] run(String... arguments) {
    return with(new String[] {"run", "--property", "window.length=1s"}, arguments);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  @Tag("long")
  @Test
  void brokerThatIsAwayAtTheStartIsWaitedForAndWhatIsMalformedIsCounted() {
    try (TestMqttBroker broker = TestMqttBroker.prepare(folder.resolve("broker"));
        MqttPublisher publisher = new MqttPublisher(broker.url(), "")) {
      Launcher launcher = launcher("topic: plant/+/temperature", "broker: " + broker.url());
      try (Running running = launcher.start(run())) {
        running.awaitErr("Route plant: cannot take plant/+/temperature from " + broker.url());
        broker.start();
        running.awaitErr("Route plant: takes plant/+/temperature");
        publisher.publishText("[]]");
        publisher.publish(100);
        running.awaitErr("malformed");
        publisher.publishText("{\"sensorId\": \"S1\"}");
        running.awaitOutLines(10);
        running.signal("TERM");
        Ended ended = running.awaitEnd().assertBalanced();

        assertThat(ended.figure("rejected")).as(ended::everything).isEqualTo(2);
        assertThat(ended.figure("windowed")).isEqualTo(100);
      }
    }
  }

  @Test
  void nothingThatTheBrokerHasTakenIsMissingThoughBrokerAndGatewayGoAndComeBack() throws Exception {
    try (TestMqttBroker broker = TestMqttBroker.start(folder.resolve("broker"));
        MqttPublisher publisher = new MqttPublisher(broker.url(), "")) {
      Launcher launcher = launcher("topic: plant/+/temperature", "broker: " + broker.url());
      StoredNumbers stored = new StoredNumbers(launcher);
      String[] arguments = run("--property", "store.readings=true");
      Set<Integer> acknowledged;
      try (Running killed = launcher.start(arguments)) {
        killed.awaitErr("takes plant/+/temperature");
        publisher.begin();
        stored.awaitMore(1);
        broker.stop();
        killed.awaitErr("the connection to " + broker.url() + " has ended");
        broker.start();
        // Data flows again by itself.
        stored.awaitMore(100);
        killed.signal("KILL");
        killed.awaitEnd();
      }
      // The broker keeps what is published meanwhile.
      int taken = publisher.acknowledged();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> publisher.acknowledged() > taken + 100);
      Ended ended;
      try (Running running = launcher.start(arguments)) {
        stored.awaitMore(100);
        acknowledged = publisher.end();
        stored.awaitAll(acknowledged);
        running.signal("TERM");
        ended = running.awaitEnd();
      }

      ended.assertBalanced();
      assertThat(ended.figure("left behind")).as(ended::everything).isZero();
      assertThat(acknowledged.size()).isGreaterThan(200);
    }
  }

  @Test
  void nothingIsMissingThoughTheFileIsChangedRemovedAndPutBackWhileMessagesFlow() throws Exception {
    String[] parameters = {
      "topic: plant/+/temperature",
      "broker: " + shared.url(),
      "clientId: edited",
      "userName: gateway",
      "password: \"{{env:MQTT_PASSWORD}}\""
    };
    Launcher launcher = launcher(parameters);
    StoredNumbers stored = new StoredNumbers(launcher);
    String file = "routes/sensors/plant.camel.yaml";
    try (MqttPublisher publisher = new MqttPublisher(shared.url(), PASSWORD);
        Running running = launcher.start(run("--property", "store.readings=true"))) {
      running.awaitErr("takes plant/+/temperature");
      publisher.begin();
      stored.awaitMore(50);
      for (String change : new String[] {"maxRecord: 1000", "inFlight: 7"}) {
        launcher.with(file, source("plant", with(parameters, change)));
        running.awaitErr(err -> takes(err) > (change.startsWith("maxRecord") ? 1 : 2));
        stored.awaitMore(50);
      }
      Files.delete(launcher.workingDirectory().resolve(file));
      running.awaitErr(file + ": stopped, as the file is gone");
      int taken = publisher.acknowledged();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> publisher.acknowledged() > taken + 50);
      launcher.with(file, source("plant", parameters));
      // Data flows again, and what the broker has kept comes, too.
      stored.awaitMore(50);
      stored.awaitAll(publisher.end());
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      assertThat(ended.figure("left behind")).as(ended::everything).isZero();
      assertThat(ended.figure("rejected")).as(ended::everything).isZero();
    }
  }

  private static long takes(String err) {
    return err.lines().filter(line -> line.contains("Route plant: takes ")).count();
  }

  @Tag("long")
  @Test
  void fullBufferHoldsTheBrokerBackWithoutEndingTheConnection() throws IOException {
    Launcher launcher =
        launcher(
                "topic: plant/+/temperature",
                "broker: " + shared.url(),
                "clientId: holds-back",
                "keepAlive: 3",
                "inFlight: 20",
                "userName: gateway",
                "password: \"{{env:MQTT_PASSWORD}}\"")
            .with("routes/sinks/archive.camel.yaml", Archive.SINK)
            .with(
                "application.properties",
                """
                buffer.size=5
                ingest.coalesce=1
                sinks.waiting=1
                sinks.retry-delay=50ms
                sinks.retry-max-delay=100ms
                window.length=200ms
                window.lateness=50ms
                """);
    try (MqttPublisher publisher = new MqttPublisher(shared.url(), PASSWORD);
        Running running = launcher.start("run")) {
      running.awaitErr("takes plant/+/temperature");
      publisher.publish(20);
      running.awaitErr("sink-archive did not take");
      publisher.publish(500);
      running.awaitErr("The buffer seda://readings is full");
      // More than it takes until an answer to a ping is missed.
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .during(Duration.ofSeconds(7))
          .until(() -> !Files.readString(folder.resolve("err-1")).contains("has ended"));
      Archive.recover(launcher);
      publisher.publishText("after");
      running.awaitErr("malformed");
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      // None came twice, as it would over a second connection.
      assertThat(ended.figure("received")).as(ended::everything).isEqualTo(521);
      assertThat(ended.figure("left behind")).isZero();
    }
  }

  @Test
  void messageOnWhichAStepFailsHoldsUpNoOtherAndIsTakenInOnceTheStepIsMended() {
    String[] parameters = {
      "topic: plant/0/temperature",
      "broker: " + shared.url(),
      "clientId: poisoned",
      "userName: gateway",
      "password: \"{{env:MQTT_PASSWORD}}\""
    };
    String mended = source("plant", parameters);
    String file = "routes/sensors/plant.camel.yaml";
    String failing =
        """
        - filter:
            simple: "${bodyAs(String)} contains 'poison'"
            steps:
              - throwException:
                  exceptionType: java.lang.IllegalStateException
                  message: poisoned
        """;
    String last = "        - to: direct:readings\n";
    Launcher launcher =
        launcher(parameters).with(file, mended.replace(last, failing.indent(8) + last));
    try (MqttPublisher publisher = new MqttPublisher(shared.url(), PASSWORD)) {
      try (Running first = launcher.start(run())) {
        first.awaitErr("Route plant: takes plant/0/temperature");
        first.signal("TERM");
        first.awaitEnd();
      }
      // They wait, and so come as a list.
      for (int i = 0; i < 40; i++) {
        publisher.publishText(
            "{\"sensorId\": \"%s\", \"value\": %d}".formatted(i == 20 ? "poison" : "S", i));
      }
      try (Running running = launcher.start(run())) {
        running.awaitErr("a message could not be taken in, and comes again in 500ms");
        running.awaitErr("a message could not be taken in, and comes again in 1s");
        // What nobody failed on need not wait for that, and has come once only.
        running.awaitInWindowLines(39);
        launcher.with(file, mended);
        running.awaitOut("poison ");
        running.signal("TERM");
        Ended ended = running.awaitEnd().assertBalanced();

        // Each once, though those in the list with it came with it at first.
        assertThat(ended.figure("windowed")).as(ended::everything).isEqualTo(40);
        assertThat(ended.figure("received")).isEqualTo(40);
      }
    }
  }

  @Test
  void wrongPasswordIsSaidWithTheRouteAndWhatToLookAt() {
    Launcher launcher =
        launcher(
            "topic: plant/+/temperature",
            "broker: " + shared.url(),
            "clientId: wrong",
            "userName: gateway",
            "password: not-this-one");
    try (Running running = launcher.start(run())) {
      running.awaitErr(
          "Route plant: cannot take plant/+/temperature from "
              + shared.url()
              + ": the broker knows no such user with this password: see userName and password");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.everything()).doesNotContain("not-this-one");
    }
  }

  @Tag("long")
  @Test
  void membersOfAGroupShareTheMessagesOverTlsAndWebSockets() {
    String[] common = {
      "topic: $share/gateways/plant/+/temperature",
      "userName: gateway",
      "password: \"{{env:MQTT_PASSWORD}}\"",
      "sensorId: \"{topic:2}-{id}\""
    };
    Launcher launcher =
        launcher(
                with(
                    common,
                    "broker: " + shared.tlsUrl(),
                    "trustFile: " + brokerFolder.resolve("broker.pem")))
            .with(
                "routes/sensors/other.camel.yaml",
                source("other", with(common, "inFlight: 100", "broker: " + shared.webSocketUrl())));
    try (MqttPublisher publisher = new MqttPublisher(shared.url(), PASSWORD);
        Running running = launcher.start(run())) {
      running.awaitErr("Route plant: takes $share/gateways/plant/+/temperature");
      running.awaitErr("Route other: takes $share/gateways/plant/+/temperature");
      publisher.publish(200);
      running.awaitOutLines(10);
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      // Not 400: each went to one of them only.
      assertThat(ended.figure("received")).as(ended::everything).isEqualTo(200);
      assertThat(ended.out()).contains("3-S3");
    }
  }

  @Tag("long")
  @Test
  void sinkDeliversAllWindowsThoughTheBrokerIsAwayAtFirstAndLater() throws Exception {
    try (TestMqttBroker broker = TestMqttBroker.start(folder.resolve("broker"));
        MqttSubscriber subscriber = new MqttSubscriber(broker.url(), "windows/#")) {
      broker.stop();
      Launcher launcher =
          launcherWithSink(broker, "retry")
              .with("application.properties", "sinks.retry-max-delay=500ms");
      Ended ended;
      try (Running running =
          launcher.start(
              "run", "--property", "window.length=200ms", "--property", "shutdown.timeout=80s")) {
        running.awaitErr("sink-mqtt did not take");
        broker.start();
        subscriber.takeReadings(30);
        broker.stop();
        long before = refusals(Files.readString(folder.resolve("err-1")));
        running.awaitErr(err -> refusals(err) > before);
        broker.start();
        running.signal("TERM");
        ended = running.awaitEnd().assertBalanced();
      }

      assertThat(ended.figure("left behind")).as(ended::everything).isZero();
      assertThat(subscriber.takeReadings(ended.figure("windowed")))
          .isEqualTo(ended.figure("windowed"));
      assertThat(subscriber.topic()).startsWith("windows/family/F_");
    }
  }

  @Tag("long")
  @Test
  void bestEffortSinkWhoseBrokerIsAwayHoldsUpNothingAndCountsWhatItLoses() throws Exception {
    try (TestMqttBroker broker = TestMqttBroker.prepare(folder.resolve("broker"))) {
      Launcher launcher =
          launcherWithSink(broker, "best-effort")
              .with(
                  "application.properties",
                  "sinks.retry-delay=50ms\nsinks.retry-max-delay=50ms\nentry.log-every=100ms")
              .with("routes/sinks/log.camel.yaml", Archive.shippedLogSink());
      try (Running running = launcher.start("run", "--property", "window.length=200ms")) {
        running.awaitErr("sink-mqtt has lost ");
        running.awaitErr("Connection refused");
        running.awaitOutLines(20);
        broker.start();
        try (MqttSubscriber subscriber = new MqttSubscriber(broker.url(), "windows/#")) {
          // Data flows again by itself.
          subscriber.takeReadings(30);
          running.signal("TERM");
          Ended ended = running.awaitEnd().assertBalanced();

          assertThat(ended.figure("left behind")).as(ended::everything).isZero();
          assertThat(ended.out()).containsPattern("sink-mqtt: took \\d+ rows, lost [1-9]\\d* rows");
        }
      }
    }
  }

  /** Returns what starts a gateway that sends the windows of three sensors to the broker. */
  private Launcher launcherWithSink(TestMqttBroker broker, String configuration) {
    return new Launcher(folder)
        .with(
            "routes/sensors/family.camel.yaml",
            RouteTexts.simulated("family", "sensorId: F", "sensors: 3", "period: 20ms"))
        .with(
            "routes/sinks/mqtt.camel.yaml",
            RouteTexts.sink(
                    "mqtt",
                    """
                    - to:
                        uri: kamelet:mqtt-sink
                        parameters:
                          broker: %s
                          topic: windows/{source}/{sensor}
                    """
                        .formatted(broker.url()))
                .replace("retry", configuration));
  }

  private static long refusals(String err) {
    return err.lines().filter(line -> line.contains("sink-mqtt did not take")).count();
  }
}
