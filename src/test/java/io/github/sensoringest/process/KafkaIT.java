package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestCertificate;
import io.github.sensoringest.TestKafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Readings from a real Kafka broker. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class KafkaIT {
  private static final String PASSWORD = "hunter2 \"never\" shown%+?";

  private static final String RIGHT_PASSWORD = "50%41&a+b#c";

  @TempDir Path folder;

  private TestKafkaBroker broker;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;
  private int next;

  @BeforeEach
  void prepareBroker() {
    broker = TestKafkaBroker.prepare(folder.resolve("broker"), "-Dpassword=" + RIGHT_PASSWORD);
  }

  @AfterEach
  void endBroker() {
    broker.close();
  }

  private Launcher launcher(String... parameters) {
    return new Launcher(folder)
        .environment("KAFKA_PASSWORD", PASSWORD)
        .with("routes/sensors/plant.camel.yaml", source("plant", parameters));
  }

  private static String source(String routeId, String... parameters) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:kafka-source
              parameters:
                topic: plant
                format: json
                sensorId: "{key}/{id}"
        %s      steps:
                - to: direct:readings
        """
        .formatted(routeId, String.join("\n", parameters).indent(8));
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.brokers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            30000,
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new StringSerializer(),
        new StringSerializer());
  }

  private void produce(KafkaProducer<String, String> producer) {
    int number = next++;
    String text =
        """
        {"sensorId": "S%d", "timestamp": "%s", "value": %d}"""
            .formatted(number % 10, Instant.now(), number);
    producer.send(
        new ProducerRecord<>("plant", "line-" + number % 3, text),
        (written, problem) -> {
          if (problem == null) {
            acknowledged.add(number);
          }
        });
  }

  private void produceOn(KafkaProducer<String, String> producer) {
    while (!ending) {
      produce(producer);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Test
  void nothingThatWasWrittenIsMissingThoughBrokerAndGatewayGoAndComeBack() throws Exception {
    Launcher launcher = launcher("brokers: " + broker.brokers(), "sessionTimeout: 6000");
    StoredNumbers stored = new StoredNumbers(launcher);
    String[] arguments = {
      "run", "--property", "store.readings=true", "--property", "window.length=1s"
    };
    try (Running killed = launcher.start(arguments)) {
      // It starts before the broker does.
      killed.awaitErr("could not be established");
      broker.start();
      try (KafkaProducer<String, String> producer = producer()) {
        producer.send(new ProducerRecord<>("plant", "line-1", "{\"sensorId\": \"S1\"}"));
        Thread producing = new Thread(() -> produceOn(producer), "producer");
        producing.start();
        stored.awaitMore(100);
        // What cannot be read holds up nothing behind it.
        killed.awaitErr("Refused a reading of plant (malformed)");
        broker.stop();
        killed.awaitErr("disconnected");
        broker.start();
        // Data flows again by itself.
        stored.awaitMore(100);
        killed.signal("KILL");
        killed.awaitEnd();
        Ended ended;
        try (Running running = launcher.start(arguments)) {
          stored.awaitMore(100);
          ending = true;
          producing.join(TimeUnit.SECONDS.toMillis(20));
          producer.flush();
          stored.awaitAll(acknowledged);
          running.signal("TERM");
          ended = running.awaitEnd().assertBalanced();
        }

        assertThat(acknowledged.size()).isGreaterThan(200);
        assertThat(ended.figure("left behind")).as(ended::everything).isZero();
        assertThat(ended.out()).contains("line-1/S1");
        assertNothingComesTwice(launcher);
      }
    }
  }

  /** An orderly stop commits all that it has taken in. */
  private void assertNothingComesTwice(Launcher launcher) {
    launcher.environment("SENSOR_INGEST_STORE_READINGS", "false");
    try (KafkaProducer<String, String> producer = producer();
        Running running = launcher.start("run", "--property", "window.length=1s")) {
      producer.send(new ProducerRecord<>("plant", "line-0", "{\"sensorId\": \"S2\"}"));
      producer.send(new ProducerRecord<>("plant", "line-1", "{\"sensorId\": \"S2\"}"));
      producer.send(new ProducerRecord<>("plant", "line-2", "{\"sensorId\": \"S2\"}"));
      running.awaitErr("Refused a reading of plant (malformed)");
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      assertThat(ended.figure("windowed")).as(ended::everything).isZero();
    }
  }

  @Test
  void nothingIsMissingOrTwiceThoughTheFileIsChangedRemovedAndPutBackWhileRecordsFlow()
      throws Exception {
    broker.start();
    String brokers = "brokers: " + broker.brokers();
    Launcher launcher = launcher(brokers);
    StoredNumbers stored = new StoredNumbers(launcher);
    String file = "routes/sensors/plant.camel.yaml";
    try (KafkaProducer<String, String> producer = producer();
        Running running =
            launcher.start(
                "run", "--property", "store.readings=true", "--property", "window.length=1s")) {
      Thread producing = new Thread(() -> produceOn(producer), "producer");
      producing.start();
      stored.awaitMore(50);
      for (String change : new String[] {"maxRecord: 1000", "maxPollRecords: 7"}) {
        launcher(brokers, change);
        running.awaitErr(err -> versions(err, file) > (change.startsWith("maxRecord") ? 0 : 1));
        stored.awaitMore(50);
      }
      Files.delete(launcher.workingDirectory().resolve(file));
      running.awaitErr(file + ": stopped, as the file is gone");
      int written = acknowledged.size();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> acknowledged.size() > written + 50);
      launcher(brokers);
      // Data flows again, and what came meanwhile comes, too.
      stored.awaitMore(50);
      ending = true;
      producing.join(TimeUnit.SECONDS.toMillis(20));
      producer.flush();
      stored.awaitAll(acknowledged);
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      assertThat(ended.figure("left behind")).as(ended::everything).isZero();
      assertThat(ended.figure("received")).as(ended::everything).isEqualTo(acknowledged.size());
    } finally {
      ending = true;
    }
  }

  private static long versions(String err, String file) {
    return err.lines().filter(line -> line.contains(file + ": running, version ")).count();
  }

  @Test
  void wrongPasswordIsSaidWithTheRouteAndWhatToLookAt() {
    broker.start();
    Launcher launcher =
        launcher(
            "brokers: " + broker.brokersWithPassword(),
            "securityProtocol: SASL_PLAINTEXT",
            "userName: gateway",
            "password: \"{{env:KAFKA_PASSWORD}}\"");
    try (Running running = launcher.start("run")) {
      running.awaitErr("Route plant: the brokers do not let it in: ");
      running.awaitErr("see securityProtocol, saslMechanism, userName and password");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.everything()).doesNotContain("never");
    }
  }

  @Tag("long")
  @Test
  void sourceAndSinkSpeakTlsAndScram() throws Exception {
    Path trusted = TestCertificate.make(folder.resolve("broker"));
    broker.start();
    String[] secured = {
      "brokers: " + broker.brokersWithTls(),
      "securityProtocol: SASL_SSL",
      "saslMechanism: SCRAM-SHA-512",
      "userName: gateway",
      "trustFile: " + trusted
    };
    Launcher launcher =
        launcher(with(secured, "password: \"{{env:KAFKA_PASSWORD}}\""))
            .environment("KAFKA_PASSWORD", RIGHT_PASSWORD)
            .with("secrets/kafka", RIGHT_PASSWORD + "\n")
            .with(
                "application.properties",
                "entry.log-every=100ms\nsinks.retry-delay=10ms\nsinks.retry-max-delay=10ms")
            .with("routes/sinks/right.camel.yaml", sink("right", "retry", secured, "kafka"))
            .with("secrets/wrong", "not-this-one")
            .with("routes/sinks/wrong.camel.yaml", sink("wrong", "best-effort", secured, "wrong"));
    try (KafkaProducer<String, String> producer = producer();
        Running running = launcher.start("run", "--property", "window.length=200ms")) {
      for (int i = 0; i < 30; i++) {
        produce(producer);
      }
      producer.flush();
      assertThat(readingsInWindows(30)).isEqualTo(30);
      running.awaitErr(
          err -> err.lines().anyMatch(line -> line.matches(".*sink-wrong has lost .*SASL.*")));
      launcher.with(
          "routes/sensors/untrusted.camel.yaml",
          source(
              "untrusted",
              "brokers: " + broker.brokersWithTls(),
              "groupId: others",
              "securityProtocol: SASL_SSL",
              "userName: gateway",
              "password: x"));
      running.awaitErr("Route untrusted: the brokers do not let it in: SSL handshake failed: ");
      running.awaitErr("see securityProtocol, trustFile and keyStore");
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      assertThat(ended.figure("received")).as(ended::everything).isEqualTo(30);
      assertThat(ended.everything()).doesNotContain("not-this-one", RIGHT_PASSWORD);
    }
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  private static String sink(
      String name, String configuration, String[] parameters, String passwordFile) {
    return RouteTexts.sink(
            name,
            """
            - to:
                uri: kamelet:kafka-sink
                parameters:
                  topic: windows
                  passwordFile: secrets/%s
            """
                    .formatted(passwordFile)
                + String.join("\n", parameters).indent(6))
        .replace("routeConfigurationId: retry", "routeConfigurationId: " + configuration);
  }

  @Tag("long")
  @Test
  void bestEffortSinkWhoseBrokersAreAwayHoldsUpNothingAndCountsWhatItLoses() throws Exception {
    Launcher launcher =
        launcherWithSink("best-effort")
            .with("application.properties", "sinks.waiting=10\nentry.log-every=100ms")
            .with("routes/sinks/log.camel.yaml", Archive.shippedLogSink());
    try (Running running = launcher.start("run", "--property", "window.length=200ms")) {
      running.awaitErr("sink-kafka has lost ");
      running.awaitOutLines(20);
      broker.start();
      // Data flows again by itself.
      readingsInWindows(30);
      running.signal("TERM");
      Ended ended = running.awaitEnd().assertBalanced();

      assertThat(ended.figure("left behind")).as(ended::everything).isZero();
      assertThat(ended.out()).containsPattern("sink-kafka: took \\d+ rows, lost [1-9]\\d* rows");
    }
  }

  @Tag("long")
  @Test
  void sinkDeliversAllWindowsThoughTheBrokerIsAwayAtFirstAndLater() {
    Launcher launcher =
        launcherWithSink("retry").with("application.properties", "sinks.retry-max-delay=500ms");
    Ended ended;
    try (Running running =
        launcher.start(
            "run", "--property", "window.length=200ms", "--property", "shutdown.timeout=80s")) {
      running.awaitErr("could not be established");
      broker.start();
      readingsInWindows(30);
      broker.stop();
      running.awaitErr("sink-kafka did not take");
      broker.start();
      running.signal("TERM");
      ended = running.awaitEnd().assertBalanced();
    }

    assertThat(ended.figure("left behind")).as(ended::everything).isZero();
    assertThat(readingsInWindows(ended.figure("windowed"))).isEqualTo(ended.figure("windowed"));
  }

  /** Returns what starts a gateway that sends the windows of three sensors to the broker. */
  private Launcher launcherWithSink(String configuration) {
    return new Launcher(folder)
        .with(
            "routes/sensors/family.camel.yaml",
            RouteTexts.simulated("family", "sensorId: F", "sensors: 3", "period: 20ms"))
        .with(
            "routes/sinks/kafka.camel.yaml",
            RouteTexts.sink(
                    "kafka",
                    """
                    - to:
                        uri: kamelet:kafka-sink
                        parameters:
                          brokers: %s
                          topic: windows
                    """
                        .formatted(broker.brokers()))
                .replace("retry", configuration));
  }

  /** Waits for so many readings in the windows of the topic, each window once; returns how many. */
  private long readingsInWindows(long least) {
    Map<String, Object> options =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.brokers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "test-" + least,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    Map<String, Long> windows = new HashMap<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(options, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("windows"));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                for (ConsumerRecord<String, String> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  JsonObject window = Ended.parsed(record.value());
                  assertThat(record.key()).isEqualTo(window.getString("sensorId"));
                  windows.put(record.key() + window.getString("start"), window.getLong("count"));
                }
                return windows.values().stream().mapToLong(Long::longValue).sum() >= least;
              });
    }
    return windows.values().stream().mapToLong(Long::longValue).sum();
  }
}
