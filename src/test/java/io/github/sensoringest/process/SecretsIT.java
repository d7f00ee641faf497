package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.PemFiles;
import io.github.sensoringest.web.ApiDocument;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who may look, with what, and what nobody gets to see. */
class SecretsIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String TOKEN = "tok3n-of-the-gateway";
  private static final String STORE = "pa55word-of-the-store";
  private static final String BROKER = "pa55word-of-the-broker";
  private static final String DEVICE = "pa55word-of-the-device";

  @TempDir private Path folder;

  @Test
  void addressThatOthersCanReachWantsAToken() {
    Ended ended =
        new Launcher(folder)
            .environment("SENSOR_INGEST_WEB_ENABLED", "true")
            .environment("SENSOR_INGEST_HTTP_HOST", "0.0.0.0")
            .run("run", "--property", "http.port=0");

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(1);
    assertThat(ended.err()).contains("http.host", "0.0.0.0", "SENSOR_INGEST_HTTP_TOKEN");
    assertThat(ended.err()).doesNotContain("Listens at", "\tat ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
  void noSecretIsInAnythingThatIsServedOrWritten() throws Exception {
    PemFiles pem = PemFiles.madeIn(folder);
    Launcher launcher =
        new Launcher(folder)
            .environment("SENSOR_INGEST_HTTP_TOKEN", TOKEN)
            .environment("SENSOR_INGEST_STORE_PASSWORD", STORE)
            .environment("BROKER_PASSWORD", BROKER)
            .environment("DEVICE_PASSWORD", DEVICE)
            .with(
                "plant/sensors/boiler.camel.yaml",
                RouteTexts.simulated("boiler", "sensorId: BOILER", "period: 50ms"))
            .with(
                "plant/sensors/mqtt.camel.yaml",
                from(
                    "mqtt",
                    "kamelet:mqtt-source",
                    "topic: plant/#",
                    "broker: tcp://127.0.0.1:1",
                    "userName: gateway",
                    "password: \"RAW({{env:BROKER_PASSWORD}})\""))
            .with(
                "plant/sensors/device.camel.yaml",
                from(
                    "device",
                    "kamelet:http-poll-source",
                    "devices: http://127.0.0.1:1/",
                    "authorization: \"Bearer {{env:DEVICE_PASSWORD}}\"",
                    "period: 200ms"))
            // One of Camel's own, with a password that stands in its file.
            .with(
                "plant/sensors/raw.camel.yaml",
                from(
                    "raw",
                    "paho-mqtt5:plant",
                    "brokerUrl: tcp://127.0.0.1:1",
                    "userName: gateway",
                    "password: " + BROKER))
            // One that does not start.
            .with(
                "plant/sensors/lost.camel.yaml",
                from(
                    "lost",
                    "kamelet:http-poll-source",
                    "devicesFile: missing.txt",
                    "authorization: Bearer " + DEVICE))
            // And one that is refused.
            .with(
                "plant/sensors/refused.camel.yaml",
                from(
                    "refused",
                    "kamelet:mqtt-source",
                    "topic: plant/#",
                    "qos: 7",
                    "password: " + BROKER));
    try (WatchedGateway gateway =
        new WatchedGateway(
            launcher,
            "--property",
            "http.certificate-file=" + pem.certificate(),
            "--property",
            "http.key-file=" + pem.key(),
            "--property",
            "store.url=jdbc:postgresql://127.0.0.1:1/plant",
            "--property",
            "store.user=gateway",
            "--property",
            "log.level=debug",
            "--property",
            "window.length=1s",
            "--property",
            "shutdown.timeout=1s")) {
      gateway.awaitPage();
      HttpClient client = HttpClient.newBuilder().sslContext(pem.trusted()).build();
      assertThat(gateway.address()).hasScheme("https");
      assertThat(ask(client, gateway.address().resolve("/"), "").statusCode()).isEqualTo(401);
      assertThat(ask(client, gateway.address().resolve("/"), "wrong").statusCode()).isEqualTo(401);
      assertThat(ask(client, gateway.address().resolve("/ping"), "").statusCode()).isEqualTo(204);
      URI ready = gateway.address().resolve("/observe/health/ready");
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(
              () ->
                  assertThat(ask(client, ready, TOKEN).body())
                      .contains("\"name\":\"store\",\"status\":\"DOWN\"", "sink-store fails")
                      .contains("refused.camel.yaml", "lost.camel.yaml", "rolled back"));

      Map<String, String> seen = new TreeMap<>();
      List<String> paths =
          new ArrayList<>(
              List.of(
                  "/", "/page.js", "/observe/health", "/observe/health/live", "/observe/metrics"));
      ApiDocument.shipped().operations().stream()
          .filter(operation -> operation.startsWith("GET ") && !operation.endsWith("/tap"))
          .map(operation -> operation.substring(4) + "?source=boiler&sensor=BOILER")
          .forEach(paths::add);
      for (String path : paths) {
        Answer response = ask(client, gateway.address().resolve(path), TOKEN);
        assertThat(response.body()).as(path).isNotEmpty();
        seen.put(path, response.body());
      }
      seen.put("ready", ask(client, ready, TOKEN).body());
      Ended top = asked(launcher, pem, TOKEN, "top", "--once", "--gateway", "" + gateway.address());
      assertThat(top.exitCode()).as(top::everything).isZero();
      assertThat(top.out()).contains("broken", "BOILER");
      seen.put("top", top.everything());
      Ended wrong =
          asked(launcher, pem, "wrong", "top", "--once", "--gateway", "" + gateway.address());
      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.err()).contains("401", "the token is missing or wrong");
      Ended ended = gateway.stop();
      seen.put("out", ended.out());
      seen.put("log", ended.err());

      assertThat(seen.get("log")).contains("DEBUG");
      for (String secret : List.of(TOKEN, STORE, BROKER, DEVICE)) {
        assertThat(seen)
            .allSatisfy(
                (where, text) ->
                    assertThat(text.contains(secret))
                        .as(() -> secret + " is in " + where + ": " + linesWith(secret, text))
                        .isFalse());
      }
    }
  }

  private record Answer(int statusCode, String body) {}

  private static String linesWith(String secret, String text) {
    return text.lines().filter(line -> line.contains(secret)).collect(Collectors.joining("\n"));
  }

  private static Ended asked(Launcher launcher, PemFiles pem, String token, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--property");
    all.add("http.certificate-file=" + pem.certificate());
    all.add("--property");
    all.add("http.key-file=" + pem.key());
    return launcher.environment("SENSOR_INGEST_HTTP_TOKEN", token).run(all.toArray(String[]::new));
  }

  private static Answer ask(HttpClient client, URI uri, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!uri.getPath().endsWith("/stream")) {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    }
    HttpResponse<Stream<String>> stream =
        client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = stream.body()) {
      return new Answer(stream.statusCode(), lines.limit(8).collect(Collectors.joining("\n")));
    }
  }

  private static String from(String id, String uri, String... parameters) {
    return """
        - route:
            id: %s
            from:
              uri: %s
              parameters:
        %s      steps:
                - to: direct:readings
        """
        .formatted(id, uri, String.join("\n", parameters).indent(8));
  }
}
