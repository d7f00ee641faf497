package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestCertificate;
import io.github.sensoringest.TestMqttBroker;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What MQTT 3.1.1 has to do as MQTT 5 does, with a real broker. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class Mqtt3IT {
  private static final String PASSWORD = "hunter2&never=shown%41+#?";

  private static TestMqttBroker broker;

  @TempDir static Path brokerFolder;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() throws Exception {
    TestCertificate.make(brokerFolder);
    broker = TestMqttBroker.start(brokerFolder, "-Dpassword=" + PASSWORD);
  }

  @AfterAll
  static void endBroker() {
    broker.close();
  }

  private Launcher launcher(String version, String clientId, String password) {
    return new Launcher(folder)
        .environment("MQTT_PASSWORD", PASSWORD)
        .with(
            "routes/sensors/plant.camel.yaml",
            """
            - route:
                id: plant
                from:
                  uri: kamelet:mqtt-source
                  parameters:
                    topic: plant/+/temperature
                    broker: %s
                    version: %s
                    clientId: %s
                    userName: gateway
                    password: "%s"
                    format: json
                  steps:
                    - to: direct:readings
            """
                .formatted(broker.url(), version, clientId, password));
  }

  private Launcher launcher(String version, String clientId) {
    return launcher(version, clientId, "{{env:MQTT_PASSWORD}}");
  }

  private static String[] run() {
    return new String[] {"run", "--property", "window.length=1s"};
  }

  @Tag("long")
  @Test
  void nothingIsMissingThoughTheGatewayIsStoppedAndStartedAgain() throws Exception {
    try (MqttPublisher publisher = new MqttPublisher(broker.url(), PASSWORD);
        MqttSubscriber subscriber = new MqttSubscriber(broker.url(), PASSWORD, "windows/#")) {
      Launcher launcher =
          launcher("3.1.1", "stopped")
              .with(
                  "routes/sinks/mqtt.camel.yaml",
                  RouteTexts.sink(
                      "mqtt",
                      """
                      - to:
                          uri: kamelet:mqtt-sink
                          parameters:
                            broker: %s
                            version: 3.1.1
                            topic: windows/{source}/{sensor}
                            userName: gateway
                            password: "{{env:MQTT_PASSWORD}}"
                      """
                          .formatted(broker.url())));
      Ended first;
      try (Running running = launcher.start(run())) {
        running.awaitErr("Route plant: takes plant/+/temperature");
        publisher.publish(1000);
        running.signal("TERM");
        first = running.awaitEnd().assertBalanced();
      }
      // The broker keeps what is published meanwhile.
      publisher.publish(100);
      Ended second;
      try (Running running = launcher.start(run())) {
        running.awaitErr("Route plant: takes plant/+/temperature");
        publisher.publish(100);
        publisher.publishText("after");
        running.awaitErr("malformed");
        running.signal("TERM");
        second = running.awaitEnd().assertBalanced();
      }

      assertThat(publisher.acknowledged()).isEqualTo(1201);
      assertThat(first.figure("windowed") + second.figure("windowed"))
          .as(() -> first.everything() + second.everything())
          .isEqualTo(1200);
      assertThat(subscriber.takeReadings(1200)).isEqualTo(1200);
      assertThat(subscriber.topic()).startsWith("windows/plant/S");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void messagesThatTheIngestHadNotTakenWhenTheGatewayWasKilledComeAgain(String version)
      throws Exception {
    Launcher launcher =
        launcher(version, "killed-" + version)
            .with("routes/sinks/archive.camel.yaml", Archive.SINK)
            .with(
                "application.properties",
                """
                store.readings=true
                buffer.size=5
                ingest.coalesce=1
                sinks.waiting=1
                sinks.retry-delay=50ms
                sinks.retry-max-delay=100ms
                window.length=200ms
                window.lateness=50ms
                """);
    int published = 120;
    try (MqttPublisher publisher = new MqttPublisher(broker.url(), PASSWORD)) {
      try (Running killed = launcher.start("run")) {
        killed.awaitErr("Route plant: takes plant/+/temperature");
        publisher.publish(20);
        killed.awaitErr("sink-archive did not take");
        publisher.publish(100);
        // It has messages in its hands that it has not acknowledged.
        killed.awaitErr("The buffer seda://readings is full");
        killed.signal("KILL");
        killed.awaitEnd();
      }
      assertThat(publisher.acknowledged()).isEqualTo(published);
    }
    Archive.recover(launcher);
    Set<Integer> all = IntStream.range(0, published).boxed().collect(Collectors.toSet());
    try (Running running = launcher.start("run")) {
      new StoredNumbers(launcher).awaitAll(all);
      running.signal("TERM");
      running.awaitEnd().assertBalanced();
    }
  }

  @Tag("long")
  @Test
  void membersOfAGroupShareTheMessagesOverTlsAndWebSockets() {
    String[] tls = {
      "broker: " + broker.tlsUrl(), "trustFile: " + brokerFolder.resolve("broker.pem")
    };
    String[] web = {"broker: " + broker.webSocketUrl()};
    Launcher launcher =
        new Launcher(folder)
            .environment("MQTT_PASSWORD", PASSWORD)
            .with("routes/sensors/tls-1.camel.yaml", member("tls", 1, tls))
            .with("routes/sensors/tls-2.camel.yaml", member("tls", 2, tls))
            .with("routes/sensors/web-1.camel.yaml", member("web", 1, web))
            .with("routes/sensors/web-2.camel.yaml", member("web", 2, web));
    try (MqttPublisher publisher = new MqttPublisher(broker.url(), PASSWORD);
        Running running =
            launcher.start(
                "run", "--property", "window.length=1s", "--property", "window.idle=1s")) {
      for (String member : new String[] {"tls-1", "tls-2", "web-1", "web-2"}) {
        running.awaitErr("Route " + member + ": takes $share/" + member.substring(0, 3));
      }
      publisher.publish(200);
      running.awaitInWindowLines(400);
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      // Not 800: each went to one member of each group only.
      assertThat(ended.figure("received")).as(ended::everything).isEqualTo(400);
      assertThat(ended.out()).contains("tls-S", "web-S");
    }
  }

  private static String member(String group, int number, String... parameters) {
    return """
        - route:
            id: %1$s-%2$d
            from:
              uri: kamelet:mqtt-source
              parameters:
                topic: $share/%1$s/plant/+/temperature
                clientId: %1$s-%2$d
                version: 3.1.1
                userName: gateway
                password: "{{env:MQTT_PASSWORD}}"
                sensorId: "%1$s-{id}"
                format: json
        %3$s      steps:
                - to: direct:readings
        """
        .formatted(group, number, String.join("\n", parameters).indent(8));
  }

  @Test
  void wrongPasswordIsSaidWithTheRouteAndWhatToLookAt() {
    try (Running running = launcher("3.1.1", "wrong", "not-this-one").start(run())) {
      running.awaitErr(
          "Route plant: cannot take plant/+/temperature from "
              + broker.url()
              + ": the broker knows no such user with this password: see userName and password");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.everything()).doesNotContain("not-this-one");
    }
  }
}
