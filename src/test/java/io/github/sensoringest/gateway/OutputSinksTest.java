package io.github.sensoringest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.sink.SinkCounts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code http-sink}, {@code influx-sink} and {@code file-sink} in a whole gateway. */
@Timeout(120)
class OutputSinksTest {
  private record Received(String uri, String type, String authorization, String body) {}

  @TempDir private Path folder;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** So many requests are answered with an error, before the others are with success. */
  private final AtomicInteger failures = new AtomicInteger();

  private HttpServer peer;
  private TestGateway gateway;

  @BeforeEach
  void startPeer() throws IOException {
    peer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    peer.createContext("/", this::answer);
    peer.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      byte[] reason = "not today".getBytes(UTF_8);
      exchange.sendResponseHeaders(503, reason.length);
      exchange.getResponseBody().write(reason);
    } else {
      received.add(
          new Received(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              exchange.getRequestHeaders().getFirst("Authorization"),
              body));
      exchange.sendResponseHeaders(204, -1);
    }
    exchange.close();
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.gateway().stop();
    }
    peer.stop(0);
  }

  private void start(String kind, String configuration, String kamelet, String... parameters)
      throws IOException {
    Files.createDirectories(folder.resolve("sinks"));
    Files.writeString(
        folder.resolve("sinks/out.camel.yaml"),
        """
        - route:
            id: out
            description: Sends rows out.
            routeConfigurationId: %s
            from:
              uri: direct:%s-out
              steps:
                - to:
                    uri: kamelet:%s
                    parameters:
        """
                .formatted(configuration, kind, kamelet)
            + String.join(
                "",
                List.of(parameters).stream()
                    .map(parameter -> "              " + parameter + "\n")
                    .toList()));
    gateway =
        new TestGateway(
                folder,
                "window.length=100ms",
                "window.lateness=0s",
                "window.idle=100ms",
                "sinks.retry-delay=10ms",
                "sinks.retry-max-delay=20ms")
            .start();
  }

  private String url() {
    return "http://127.0.0.1:" + peer.getAddress().getPort();
  }

  private void send(String sensorId, double value) {
    gateway.send(List.of(SensorReading.of(sensorId, Instant.now(), value, "celsius")));
  }

  @Test
  void httpSinkPostsReadingsAsLinesOfJson() throws Exception {
    start(
        "reading-sink",
        "retry",
        "http-sink",
        "url: " + url() + "/in?key=a%20b",
        "authorization: Bearer ses%41me&a=b+#c");

    send("A", 1.5);
    send("B", 2.5);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                received.stream().map(Received::body).reduce("", String::concat).lines().count()
                    == 2);
    assertThat(received)
        .allSatisfy(
            request -> {
              assertThat(request.uri()).isEqualTo("POST /in?key=a%20b");
              assertThat(request.type()).isEqualTo("application/x-ndjson");
              assertThat(request.authorization()).isEqualTo("Bearer ses%41me&a=b+#c");
            });
    assertThat(received.get(0).body())
        .startsWith("{\"type\":\"reading\",\"source\":\"entry\",\"sensorId\":\"A\"")
        .endsWith("}\n");
  }

  @Test
  void influxSinkWritesWindowsAndTriesAgainUntilTheyAreTaken() throws Exception {
    failures.set(3);
    start(
        "sink",
        "retry",
        "influx-sink",
        "url: " + url(),
        "bucket: my plant",
        "org: works",
        "token: ses%41me&a=b+#c");

    send("A", 1.5);

    await().atMost(Duration.ofSeconds(60)).until(() -> !received.isEmpty());
    Received request = received.get(0);
    assertThat(request.uri())
        .isEqualTo("POST /api/v2/write?precision=ns&bucket=my+plant&org=works");
    assertThat(request.authorization()).isEqualTo("Token ses%41me&a=b+#c");
    assertThat(request.body())
        .startsWith("window,source=entry,sensor=A,unit=celsius count=1i,sum=1.5,mean=1.5");
    assertThat(failures).hasValue(0);
    assertThat(counts().lostRows()).isZero();
  }

  @Test
  void influxSinkOfADatabaseShowsItsUserInNoUrl() throws Exception {
    start(
        "sink",
        "retry",
        "influx-sink",
        "url: " + url(),
        "database: plant",
        "userName: me",
        "password: ses%41me&a=b+#c");

    send("A", 1.5);

    await().atMost(Duration.ofSeconds(60)).until(() -> !received.isEmpty());
    assertThat(received.get(0).uri()).isEqualTo("POST /write?precision=ns&db=plant");
    assertThat(received.get(0).authorization())
        .isEqualTo(
            "Basic " + Base64.getEncoder().encodeToString("me:ses%41me&a=b+#c".getBytes(UTF_8)));
  }

  @Test
  void whatABestEffortSinkIsNotTakenIsCounted() throws Exception {
    failures.set(Integer.MAX_VALUE);
    start("sink", "best-effort", "http-sink", "url: " + url());

    send("A", 1.5);

    await().atMost(Duration.ofSeconds(60)).until(() -> counts().lostRows() == 1);
    assertThat(gateway.taken()).hasSize(1);
    assertThat(received).isEmpty();
  }

  @Test
  void fileSinkAppendsRowsAsCsv() throws Exception {
    Path file = folder.resolve("out/readings.csv");
    start("reading-sink", "retry", "file-sink", "file: " + file, "format: csv");

    send("A", 1.5);
    send("B", 2.5);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(file) && Files.readAllLines(file).size() == 3);
    assertThat(Files.readAllLines(file)).first().isEqualTo("source,sensorId,timestamp,value,unit");
    assertThat(Files.readAllLines(file).get(1)).startsWith("entry,A,").endsWith(",1.5,celsius");
  }

  private SinkCounts counts() {
    return gateway.sinkCounts().stream()
        .filter(counts -> counts.sink().endsWith("sink-out"))
        .findAny()
        .orElse(new SinkCounts("", 0, 0, 0));
  }
}
