package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http-source} in a whole gateway. */
class HttpSourceTest {
  private static final String READING = "{\"sensorId\":\"A\",\"value\":1}";
  private static final String BAD = "{\"sensorId\":\"A\",\"value\":\"much\"}";
  private static final String OLD = "{\"sensorId\":\"A\",\"value\":1,\"timestamp\":1}";

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private TestGateway gateway;

  private void start(String... settings) throws Exception {
    String yaml =
        """
        - route:
            id: web
            from:
              uri: kamelet:http-source
              parameters:
                maxWait: 300ms
              steps:
                - to: direct:readings
        """;
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("http.port=0");
    gateway = new TestGateway(folder, yaml, all.toArray(new String[0])).start();
  }

  @AfterEach
  void end() {
    if (gateway != null) {
      gateway.failSink(false);
      gateway.gateway().stop();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
        .timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body, String... headers) throws Exception {
    HttpRequest.Builder request = request("/api/readings").POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void readingsAreTakenInAndCountedAsThoseOfTheRoute() throws Exception {
    start();

    HttpResponse<String> answer = post("[" + READING + "," + READING + "]");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"accepted\":2,\"refused\":0}");
    assertThat(gateway.gateway().ledger().balances())
        .singleElement()
        .satisfies(balance -> assertThat(balance.source()).isEqualTo("web"));
  }

  @Test
  void refusedRecordsAreToldWithTheirReasons() throws Exception {
    start();

    HttpResponse<String> partly = post("[" + READING + "," + BAD + "]");

    assertThat(partly.statusCode()).isEqualTo(400);
    assertThat(partly.body())
        .contains("\"accepted\":1,\"refused\":1", "\"reason\":\"malformed\"", "much");
    assertThat(post(BAD).statusCode()).isEqualTo(400);
    assertThat(post("").statusCode()).isEqualTo(400);
    assertThat(post(OLD).statusCode()).isEqualTo(422);
    assertThat(gateway.total().received()).isEqualTo(5);
    assertThat(gateway.total().rejectedInAll()).isEqualTo(4);
  }

  @Test
  void unknownTypesAndOtherMethodsAreTurnedAway() throws Exception {
    start();

    assertThat(post(READING, "Content-Type", "application/xml").statusCode()).isEqualTo(415);
    assertThat(post(READING, "Content-Type", "multipart/form-data; boundary=x").statusCode())
        .isEqualTo(415);
    assertThat(post(READING, "Content-Encoding", "br").statusCode()).isEqualTo(415);
    assertThat(send(request("/api/readings").GET()).statusCode()).isEqualTo(405);
    assertThat(send(request("/elsewhere").GET()).statusCode()).isEqualTo(404);
    assertThat(send(request("/ping").GET()).statusCode()).isEqualTo(204);
  }

  @Test
  void bodiesAreReadInTheCharsetThatTheyAreIn() throws Exception {
    start();
    HttpRequest.Builder latin =
        request("/api/readings")
            .header("Content-Type", "text/csv; charset=iso-8859-1")
            .POST(
                BodyPublishers.ofString(
                    "sensorId,value,unit\nA,1,°C\n", StandardCharsets.ISO_8859_1));

    assertThat(send(latin).statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = post(READING, "Content-Type", "application/json;charset=x-no");
    assertThat(unknown.statusCode()).isEqualTo(415);
    assertThat(unknown.body()).contains("the charset 'x-no' is unknown");
    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.taken())
        .singleElement()
        .satisfies(window -> assertThat(window.unit()).isEqualTo("°C"));
    gateway = null;
  }

  @Test
  void whatIsTooLargeIsTurnedAwayHoweverItComes() throws Exception {
    start("http.max-body=1");
    byte[] large = " ".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);

    HttpRequest.Builder withLength =
        request("/api/readings").POST(BodyPublishers.ofByteArray(large));
    HttpRequest.Builder gzip =
        request("/api/readings")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed(large)));

    assertThat(send(gzip).statusCode()).isEqualTo(413);
    assertThat(send(withLength).statusCode()).isEqualTo(413);
  }

  @Test
  void packedBodiesAreUnpacked() throws Exception {
    start();

    HttpResponse<String> answer =
        send(
            request("/api/readings")
                .header("Content-Encoding", "gzip")
                .POST(
                    BodyPublishers.ofByteArray(packed(READING.getBytes(StandardCharsets.UTF_8)))));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(post(READING, "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
  }

  @Test
  void whatTelegrafSendsToAnInfluxOfVersion1IsAnsweredAsItExpects() throws Exception {
    start();

    HttpResponse<String> created =
        query("application/x-www-form-urlencoded", "q=CREATE+DATABASE+%22telegraf%22");
    HttpResponse<String> written =
        fromTelegraf("/write?db=telegraf", "cpu,host=a usage=1.5 " + nanos() + "\n");
    HttpResponse<String> tooOld = fromTelegraf("/write?db=telegraf", "cpu,host=a usage=1.5 1\n");
    HttpResponse<String> broken = fromTelegraf("/write?db=telegraf", "cpu\n");

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.body()).isEqualTo("{\"results\":[{\"statement_id\":0}]}");
    assertThat(written.statusCode()).isEqualTo(204);
    assertThat(written.body()).isEmpty();
    // Else older versions would send it again without end.
    assertThat(tooOld.statusCode()).isEqualTo(422);
    assertThat(tooOld.body()).contains("\"error\":\"partial write: 1 of 1 records refused: ");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("\"error\":\"partial write: ");
    assertThat(query("application/x-www-form-urlencoded", "q=SHOW+DATABASES").statusCode())
        .isEqualTo(400);
    assertThat(send(request("/query?q=CREATE%20DATABASE%20x").GET()).statusCode()).isEqualTo(200);
    assertThat(gateway.total().received()).isEqualTo(3);
  }

  @Test
  void whatTelegrafSendsToAnInfluxOfVersion2IsTakenIn() throws Exception {
    start();

    assertThat(
            fromTelegraf(
                    "/api/v2/write?bucket=any&org=any&precision=ns",
                    "cpu,host=a usage=1.5 " + nanos() + "\n")
                .statusCode())
        .isEqualTo(204);
    assertThat(gateway.total().received()).isEqualTo(1);
  }

  @Test
  void whatTheHttpOutputOfTelegrafSendsIsTakenIn() throws Exception {
    start();
    String lines = "cpu,host=a usage=1.5,idle=3i " + nanos() + "\n";

    assertThat(fromTelegraf("/api/readings", lines).statusCode()).isEqualTo(200);
    assertThat(post(lines, "Content-Type", "text/plain; charset=utf-8").statusCode())
        .isEqualTo(200);
    assertThat(gateway.total().received()).isEqualTo(4);
  }

  private static long nanos() {
    return System.currentTimeMillis() * 1_000_000;
  }

  private HttpResponse<String> query(String type, String form) throws Exception {
    return send(request("/query").header("Content-Type", type).POST(BodyPublishers.ofString(form)));
  }

  /** Sends lines as Telegraf does: packed, and in chunks. */
  private HttpResponse<String> fromTelegraf(String path, String lines) throws Exception {
    byte[] body = packed(lines.getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("User-Agent", "Telegraf/1.32.0 Go/1.23")
            .header("Content-Type", "text/plain; charset=utf-8")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  @Test
  void tokenIsAskedForIfThereIsOne() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "sesame\n");
    start("http.token-file=" + token);

    assertThat(post(READING).statusCode()).isEqualTo(401);
    assertThat(post(READING, "Authorization", "Token sesam").statusCode()).isEqualTo(401);
    assertThat(post(READING, "Authorization", "Token sesame").statusCode()).isEqualTo(200);
    assertThat(post(READING, "Authorization", "Bearer sesame").statusCode()).isEqualTo(200);
    assertThat(post(READING, "Authorization", "Basic dTpzZXNhbWU=").statusCode()).isEqualTo(200);
    assertThat(gateway.total().received()).isEqualTo(3);
  }

  @Test
  void fullBufferIsToldToComeAgainAndTheLedgerBalances() throws Exception {
    start("buffer.size=2", "sinks.waiting=1", "window.length=1s", "ingest.coalesce=1");
    gateway.failSink(true);

    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              answers.add(
                  client.sendAsync(
                      request("/api/readings").POST(BodyPublishers.ofString(READING)).build(),
                      BodyHandlers.ofString()));
              return answers.stream().anyMatch(it -> it.isDone() && it.join().statusCode() == 503);
            });
    HttpResponse<String> turnedAway =
        answers.stream()
            .filter(CompletableFuture::isDone)
            .map(CompletableFuture::join)
            .filter(it -> it.statusCode() == 503)
            .findFirst()
            .orElseThrow();
    assertThat(turnedAway.headers().firstValue("Retry-After")).hasValue("5");
    gateway.failSink(false);

    long taken = answers.stream().filter(it -> it.join().statusCode() == 200).count();
    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(taken);
    assertThat(gateway.total().balances()).isTrue();
    gateway = null;
  }
}
