package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sensoringest.Readings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.reading.RejectReason;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files and its API, asked for over HTTP. */
class WebApiTest {
  private static final String MARKUP = "<img src=x onerror=\"alert('A')\"></script>";

  @TempDir private Path data;

  private PageServer serve(String... keyValues) throws Exception {
    String[] all = new String[keyValues.length + 1];
    all[0] = "data.folder=" + data;
    System.arraycopy(keyValues, 0, all, 1, keyValues.length);
    return new PageServer(all);
  }

  @Test
  void nameThatIsMarkupComesAsTextInJson() throws Exception {
    try (PageServer server = serve()) {
      server.windows(WindowSummaries.of(MARKUP, MARKUP, Instant.EPOCH, 1, 3));

      HttpResponse<String> response = server.get("/api/v1/sensors");

      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("application/json; charset=utf-8");
      assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      JsonNode sensor = server.json("/api/v1/sensors").path("sensors").get(0);
      assertThat(sensor.path("sensorId").asText()).isEqualTo(MARKUP);
      assertThat(sensor.path("source").asText()).isEqualTo(MARKUP);
    }
  }

  @Test
  void nameWithLineBreaksForgesNoEventOfATap() throws Exception {
    String forged = "A\n\nevent: readings\ndata: {}\n\n";
    try (PageServer server = serve();
        var lines = tapped(server, "plant").body()) {
      server.step(
          "showReadings",
          java.util.List.of(Readings.batch("plant", Readings.at(forged, 1_000_000))));

      String data = lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();

      assertThat(data).contains("A\\n\\nevent: readings\\ndata: {}");
    }
  }

  private static HttpResponse<Stream<String>> tapped(PageServer server, String source)
      throws Exception {
    server.ledger.account(source);
    return server.follow("/api/v1/tap?source=" + source);
  }

  @Test
  void pageMayLoadNothingFromElsewhere() throws Exception {
    try (PageServer server = serve()) {
      HttpResponse<String> page = server.get("/");

      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe", "http:", "https:", "*"));
      assertThat(page.body()).doesNotContain("http://", "https://", "<script>", "style=");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page.css",
        "/page.js",
        "/uplot.js",
        "/uplot.css",
        "/icon.svg",
        "/api/v1/openapi.yaml",
        "/api/v1/overview",
        "/api/v1/history",
        "/api/v1/ledger",
        "/api/v1/sources",
        "/api/v1/files",
        "/api/v1/events",
        "/api/v1/rejected",
        "/observe/metrics"
      })
  void isThere(String path) throws Exception {
    try (PageServer server = serve()) {
      assertThat(server.get(path).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.html",
        "/page/index.html",
        "/page/",
        "/WebApi.class",
        "/openapi.yaml",
        "/%2e%2e/openapi.yaml",
        "/page.js/../../application.properties",
        "/%2e%2e%2fopenapi.yaml",
        "/META-INF/MANIFEST.MF",
        "/api/v1/",
        "/api/v1/nothing"
      })
  void whatIsNotNamedIsNotThere(String path) throws Exception {
    try (PageServer server = serve()) {
      assertThat(server.get(path).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void fileThatTheBrowserHasIsNotSentAgain() throws Exception {
    try (PageServer server = serve()) {
      String tag = server.get("/page.js").headers().firstValue("ETag").orElseThrow();

      HttpResponse<String> again = server.get("/page.js", "If-None-Match", tag);

      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sensors?sort=colour | sort must be sensor, source, value, rate, age, blocked or state",
        "sensors?order=up | order must be asc or desc",
        "sensors?limit=0 | limit must be a whole number from 1 to 2000, not '0'",
        "sensors?limit=many | limit must be a whole number from 1 to 2000, not 'many'",
        "sensor?source=a | sensor is missing",
        "sensor?sensor=a | source is missing",
        "windows?source=a | sensor is missing",
        "windows?source=a&sensor=b&from=noon | from must be a moment such as",
        "windows?source=a&sensor=b&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | from must be before to",
        "windows?source=a&sensor=b&points=0 | points must be a whole number",
        "events?after=-1 | after must be a whole number",
        "tap | source is missing"
      })
  void badParameterIsRefusedWithWhatToAskFor(String path, String message) throws Exception {
    try (PageServer server = serve()) {
      HttpResponse<String> response = server.get("/api/v1/" + path);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).startsWith("{\"error\":\"").contains(message);
    }
  }

  @Test
  void sensorThatIsNotKnownIsNotFound() throws Exception {
    try (PageServer server = serve()) {
      HttpResponse<String> response = server.get("/api/v1/sensor?source=a&sensor=b");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("nothing is known of a sensor 'b' of a");
    }
  }

  @Test
  void ledgerSaysWhereEveryReadingIs() throws Exception {
    try (PageServer server = serve()) {
      server.ledger.account("plant").received(5, 0);
      server.ledger.account("plant").windowed(3);
      server.ledger.account("plant").rejected(RejectReason.NOT_FINITE, 2);

      JsonNode ledger = server.json("/api/v1/ledger");

      assertThat(ledger.path("received").asLong()).isEqualTo(5);
      assertThat(ledger.path("windowed").asLong()).isEqualTo(3);
      assertThat(ledger.path("rejectedByReason").path("not-finite").asLong()).isEqualTo(2);
      assertThat(ledger.path("balances").asBoolean()).isTrue();
    }
  }

  @Test
  void replayWithoutTheHeaderOfThePageIsRefused() throws Exception {
    try (PageServer server = serve()) {
      assertThat(server.post("/api/v1/rejected/replay", "{}").statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{\"reason\": | the body is no JSON",
        "[] | the body must be a JSON object",
        "{\"reason\":\"mood\"} | there is no reason 'mood'"
      })
  void replayOfNonsenseIsRefused(String body, String message) throws Exception {
    try (PageServer server = serve()) {
      HttpResponse<String> response =
          server.post("/api/v1/rejected/replay", body, "X-Requested-With", "test");

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains(message);
    }
  }

  @Test
  void replaySaysWhatItDid() throws Exception {
    try (PageServer server = serve()) {
      HttpResponse<String> response =
          server.post(
              "/api/v1/rejected/replay", "{\"reason\":\"not-finite\"}", "X-Requested-With", "test");

      assertThat(response.body()).isEqualTo("{\"handedOver\":0,\"replayedBefore\":0,\"unfit\":0}");
    }
  }

  @Test
  void ledgerIsOffWhenTheSameReadingsStayMissing() throws Exception {
    try (PageServer server = serve()) {
      assertThat(server.json("/api/v1/overview").at("/ledger/off").asBoolean(true)).isFalse();
      server.ledger.account("plant").received(7, 0);

      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.json("/api/v1/overview").at("/ledger/off").asBoolean());
      assertThat(server.json("/api/v1/overview").at("/state").asText()).isEqualTo("broken");
    }
  }

  @Test
  void replayWithALargeBodyIsCutOff() throws Exception {
    try (PageServer server = serve()) {
      assertThat(
              server
                  .post(
                      "/api/v1/rejected/replay",
                      "{\"reason\":\"" + "x".repeat(100_000) + "\"}",
                      "X-Requested-With",
                      "test")
                  .statusCode())
          .isEqualTo(413);
    }
  }

  @Test
  void withATokenNothingIsToldToWhoDoesNotShowIt() throws Exception {
    Files.writeString(data.resolve("token"), "sesame");
    try (PageServer server = serve("http.token-file=" + data.resolve("token"))) {
      for (String path : new String[] {"/", "/api/v1/sensors", "/observe/metrics", "/page.js"}) {
        HttpResponse<String> refused = server.get(path);
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
            .hasValueSatisfying(realm -> assertThat(realm).startsWith("Basic realm="));
      }
      assertThat(server.get("/", "Authorization", "Bearer sesame").statusCode()).isEqualTo(200);
      String basic =
          Base64.getEncoder().encodeToString("anna:sesame".getBytes(StandardCharsets.UTF_8));
      assertThat(server.get("/", "Authorization", "Basic " + basic).statusCode()).isEqualTo(200);
      assertThat(server.get("/api/v1/overview", "Authorization", "Bearer sesame").body())
          .doesNotContain("sesame");
    }
  }
}
