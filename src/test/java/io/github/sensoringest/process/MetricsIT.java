package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sensoringest.web.ApiDocument;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One gateway in which something of everything happens, and what it says of it to machines. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Pattern NAME =
      Pattern.compile("\\b(?:sensor_ingest|jvm|process|system)_\\w+");
  private static final int RECEIVED = 4 * 50 + 20 + 3 * 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static Launcher launcher;
  private static WatchedGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    launcher =
        new Launcher(folder)
            .with(
                "plant/sensors/boiler.camel.yaml",
                RouteTexts.simulated(
                    "boiler", "sensorId: BOILER", "sensors: 4", "period: 20ms", "readings: 50"))
            .with(
                "plant/sensors/still.camel.yaml",
                RouteTexts.simulated(
                        "still",
                        "sensorId: STILL",
                        "signal: constant",
                        "period: 20ms",
                        "readings: 20")
                    .replace(
                        "        - to: direct:readings",
                        """
                                - to:
                                    uri: kamelet:deadband-action
                                    parameters:
                                      absolute: 1
                                - to: direct:readings
                        """
                            .stripTrailing()))
            .with(
                "plant/sensors/mixed.camel.yaml",
                timer(
                    "mixed",
                    100,
                    3,
                    "'[{\"sensorId\":\"M\",\"timestamp\":1764061200000,\"value\":1},"
                        + "{\"sensorId\":\"M\",\"timestamp\":1764000000000,\"value\":1},"
                        + "{\"sensorId\":\"M\",\"value\":\"x\"}]'"))
            // Sends one reading in a while, so that the run goes on.
            .with("plant/sensors/seldom.camel.yaml", timer("seldom", 3_600_000, 0, "'7'"));
    gateway =
        new WatchedGateway(
                launcher,
                "--log-format",
                "json",
                "--property",
                "window.length=1s",
                "--property",
                "window.idle=1s",
                "--property",
                "web.sensor-metrics=3",
                "--property",
                "shutdown.timeout=20s")
            .awaitPage();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              JsonNode ledger = gateway.json("/api/v1/ledger");
              return ledger.path("received").asLong() == RECEIVED
                  && ledger.path("held").asLong() == 0;
            });
  }

  private static String timer(String id, long period, int repeatCount, String body) {
    return """
        - route:
            id: %s
            from:
              uri: timer:%s
              parameters:
                delay: %d
                period: %d
                repeatCount: %d
              steps:
                - setBody:
                    constant: %s
                - to: direct:readings
        """
        .formatted(id, id, period, period, repeatCount, body);
  }

  @AfterAll
  static void kill() {
    gateway.close();
  }

  @Test
  @Order(1)
  void prometheusHasNothingToObjectTo() throws Exception {
    Promtool.installed().assertContent(gateway.scrape(), "check", "metrics");
  }

  @Test
  @Order(1)
  void everyMetricOfTheDashboardAndTheAlertsIsThere() throws Exception {
    Set<String> exposed = new TreeSet<>();
    WatchedGateway.samples(gateway.scrape())
        .keySet()
        .forEach(sample -> exposed.add(sample.replaceAll("\\{.*", "")));

    Set<String> asked = new TreeSet<>();
    Path deploy = Launcher.checkout().resolve("deploy");
    for (JsonNode expression :
        JSON.readTree(deploy.resolve("grafana-dashboard.json").toFile()).findValues("expr")) {
      asked.addAll(names(expression.asText()));
    }
    assertThat(asked).hasSizeGreaterThan(15);
    for (String line : Files.readAllLines(deploy.resolve("alerts.rules.yaml"))) {
      if (line.contains("expr:")) {
        asked.addAll(names(line));
      }
    }

    assertThat(exposed).containsAll(asked);
  }

  private static List<String> names(String expression) {
    return NAME.matcher(expression).results().map(MatchResult::group).toList();
  }

  @Test
  @Order(1)
  void asManySensorsAsAskedForHaveMetricsOfTheirOwn() throws Exception {
    Map<String, Double> samples = WatchedGateway.samples(gateway.scrape());

    assertThat(samples.keySet())
        .filteredOn(sample -> sample.startsWith("sensor_ingest_sensor_value{"))
        .hasSize(3);
    assertThat(samples).containsEntry("sensor_ingest_sensors_known", 6.0);
  }

  @Test
  @Order(3)
  void eachAnswerIsAsTheApiDescribesIt() throws Exception {
    ApiDocument document = ApiDocument.shipped();
    String boiler = "?source=boiler&sensor=BOILER_00";
    Map<String, String> parameters =
        Map.of(
            "GET /api/v1/sensor",
            boiler,
            "GET /api/v1/windows",
            boiler + "&points=1",
            "GET /api/v1/tap",
            "?source=boiler");
    List<String> objections = new ArrayList<>();
    for (String operation : document.operations()) {
      String path = operation.replaceAll("\\S+ ", "") + parameters.getOrDefault(operation, "");
      HttpResponse<?> response;
      if (operation.startsWith("POST")) {
        response = gateway.post(path, "{\"reason\":\"late\"}", "X-Requested-With", "test");
      } else if (path.matches(".*/(stream|tap)\\b.*")) {
        response = gateway.begin(path);
      } else {
        response = gateway.get(path);
      }
      assertThat(response.statusCode()).as(operation).isEqualTo(200);
      objections.addAll(objections(document, operation, response));
    }
    Map<String, Integer> wrong =
        Map.of(
            "/api/v1/sensors?sort=shape",
            400,
            "/api/v1/sensors?limit=0",
            400,
            "/api/v1/sensor?source=boiler&sensor=B",
            404,
            "/api/v1/sensor?source=boiler",
            400,
            "/api/v1/windows" + boiler + "&from=yesterday",
            400,
            "/api/v1/events?after=x",
            400,
            "/api/v1/sources?limit=x",
            400,
            "/api/v1/rejected?limit=501",
            400,
            "/api/v1/tap",
            400,
            "/api/v1/tap?source=boyler",
            404);
    for (Map.Entry<String, Integer> request : wrong.entrySet()) {
      HttpResponse<String> response = gateway.get(request.getKey());
      assertThat(response.statusCode()).as(request.getKey()).isEqualTo(request.getValue());
      objections.addAll(
          objections(document, "GET " + request.getKey().replaceAll("\\?.*", ""), response));
    }
    String replay = "/api/v1/rejected/replay";
    objections.addAll(objections(document, "POST " + replay, gateway.post(replay, "{}")));
    objections.addAll(
        objections(
            document, "POST " + replay, gateway.post(replay, "[]", "X-Requested-With", "test")));

    assertThat(objections).isEmpty();
    assertThat(gateway.json("/api/v1/windows" + boiler).path("windows")).isNotEmpty();
    assertThat(gateway.json("/api/v1/rejected").path("letters")).isNotEmpty();
    assertThat(gateway.json("/api/v1/files").path("files")).isNotEmpty();
    assertThat(gateway.json("/api/v1/events").path("events")).isNotEmpty();
  }

  private static List<String> objections(
      ApiDocument document, String operation, HttpResponse<?> response) throws IOException {
    return document.objections(
        operation,
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body() instanceof String body ? body : "");
  }

  @Test
  @Order(1)
  void topShowsItOnce() {
    Ended ended = launcher.run("top", "--once", "--gateway", gateway.address() + "/");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.outLines().get(0)).matches("well .* 6 sensors of 3 sources .*");
    assertThat(ended.out())
        .contains("it adds up: received " + RECEIVED + " = ", "BOILER_00", "sink-log");
  }

  @Test
  @Order(2)
  void tapShowsReadingsAndEndsAfterSoMany() throws Exception {
    launcher.with(
        "plant/sensors/live.camel.yaml",
        RouteTexts.simulated("live", "sensorId: LIVE", "period: 100ms"));
    gateway.running().awaitErr("live.camel.yaml: running");

    Ended ended =
        launcher.run(
            "tap", "live", "--readings", "2", "--json", "--gateway", "" + gateway.address());

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.json()).hasSize(2);
    assertThat(ended.json()).allMatch(line -> line.getString("sensorId").equals("LIVE"));
    Files.delete(launcher.workingDirectory().resolve("plant/sensors/live.camel.yaml"));
    await().atMost(LONG).until(() -> gateway.json("/api/v1/ledger").path("held").asLong() == 0);
  }

  @Test
  @Order(1)
  void tapOfASourceThatThereIsNotSaysSo() {
    Ended ended = launcher.run("tap", "boyler", "--gateway", "" + gateway.address());

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(1);
    assertThat(ended.err()).contains("no source 'boyler'", "did you mean 'boiler'?");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  @Order(1)
  void noGatewayIsSaid() {
    Ended ended = launcher.run("top", "--once", "--gateway", "http://127.0.0.1:1");

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(1);
    assertThat(ended.err()).contains("http://127.0.0.1:1: no gateway answers");
  }

  @Test
  @Order(1)
  void addressThatIsNoneIsSaid() {
    Ended ended = launcher.run("top", "--once", "--gateway", "plant-7:8080");

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(2);
    assertThat(ended.err()).contains("plant-7:8080", "http://");
  }

  @Test
  @Order(4)
  void totalsAreThoseOfTheReportWhileTwoHundredViewersNeverRead() throws Exception {
    List<Socket> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket viewer = new Socket();
        viewer.setReceiveBufferSize(2_048);
        viewer.connect(
            new java.net.InetSocketAddress("127.0.0.1", gateway.address().getPort()), 10_000);
        viewers.add(viewer);
        viewer
            .getOutputStream()
            .write(
                "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
      }
      await().atMost(LONG).until(() -> gateway.begin("/api/v1/stream").statusCode() == 503);
      Map<String, Double> scraped = WatchedGateway.samples(gateway.scrape());

      JsonObject summary = gateway.stop().jsonSummary();

      assertThat(summary.getBoolean("balances")).isTrue();
      for (String what : List.of("received", "windowed", "late", "corrected", "dropped")) {
        assertThat(sum(scraped, what)).as(what).isEqualTo(summary.getLong(what));
      }
      assertThat(summary.getLong("received")).isGreaterThanOrEqualTo(RECEIVED);
      assertThat(byReason(scraped, "rejected"))
          .isEqualTo(figures(summary.getMap("rejected")))
          .containsEntry("malformed", 3.0);
      assertThat(byReason(scraped, "suppressed"))
          .isEqualTo(figures(summary.getMap("suppressed")))
          .containsEntry("deadband", 19.0);
      assertThat(scraped)
          .containsEntry("sensor_ingest_readings_held", 0.0)
          .containsEntry("sensor_ingest_readings_missing", 0.0);
    } finally {
      for (Socket viewer : viewers) {
        viewer.close();
      }
    }
  }

  private static long sum(Map<String, Double> samples, String what) {
    return samples.entrySet().stream()
        .filter(it -> it.getKey().startsWith("sensor_ingest_readings_" + what + "_total{"))
        .mapToLong(it -> it.getValue().longValue())
        .sum();
  }

  private static Map<String, Double> byReason(Map<String, Double> samples, String what) {
    Map<String, Double> byReason = new TreeMap<>();
    samples.forEach(
        (name, value) -> {
          if (name.startsWith("sensor_ingest_readings_" + what + "_total{")) {
            byReason.merge(name.replaceAll(".*reason=\"([^\"]*)\".*", "$1"), value, Double::sum);
          }
        });
    return byReason;
  }

  private static Map<String, Double> figures(Map<String, Object> counts) {
    Map<String, Double> figures = new TreeMap<>();
    counts.forEach((reason, count) -> figures.put(reason, ((Number) count).doubleValue()));
    return figures;
  }
}
