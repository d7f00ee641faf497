package io.github.sensoringest.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A gateway that runs, and that machines look at. */
final class WatchedGateway implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Listens at (https?://[^/\\s\"]+)");
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*(?:\\{.*})?) (\\S+)$", Pattern.MULTILINE);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Running running;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts {@code run} with the options, and waits until it listens at a port that is free. */
  WatchedGateway(Launcher launcher, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", "--routes", "plant"));
    arguments.addAll(List.of(options));
    launcher
        .environment("SENSOR_INGEST_WEB_ENABLED", "true")
        .environment("SENSOR_INGEST_HTTP_PORT", "0");
    running = launcher.start(arguments.toArray(String[]::new));
    AtomicReference<URI> found = new AtomicReference<>();
    running.awaitErr(
        text -> {
          Matcher matcher = ADDRESS.matcher(text);
          if (matcher.find()) {
            found.set(URI.create(matcher.group(1)));
          }
          return found.get() != null;
        });
    address = found.get();
  }

  Running running() {
    return running;
  }

  /** Returns the address, without a slash at the end. */
  URI address() {
    return address;
  }

  /** Waits until the page and what belongs to it is served, which may be before all routes run. */
  WatchedGateway awaitPage() {
    running.awaitErr(text -> text.contains("See it at "));
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Returns status and type of an answer that may never end, and hangs up. */
  HttpResponse<Stream<String>> begin(String path) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        client.send(
            HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofLines());
    response.body().close();
    return response;
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  /** Returns the check of the name in the answer to {@code /observe/health/ready}. */
  JsonNode check(String name) throws IOException, InterruptedException {
    for (JsonNode check : json("/observe/health/ready").path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    return JSON.createObjectNode();
  }

  /** Returns what Prometheus gets. */
  String scrape() throws IOException, InterruptedException {
    return get("/observe/metrics").body();
  }

  /** Returns the samples of a scrape: name with labels, and value. */
  static Map<String, Double> samples(String scrape) {
    Map<String, Double> samples = new TreeMap<>();
    SAMPLE
        .matcher(scrape)
        .results()
        .forEach(match -> samples.put(match.group(1), Double.parseDouble(match.group(2))));
    return samples;
  }

  /** Ends it as a service manager does. */
  Ended stop() {
    running.signal("TERM");
    return running.awaitEnd();
  }

  @Override
  public void close() {
    running.close();
  }
}
