package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.http.HttpBeans;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowBeans;
import io.vertx.ext.web.Route;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The page of a gateway without routes, served at a port that is free. */
final class PageServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final ManualClock clock = ManualClock.atMillis(1_000_000);
  final Ledger ledger = new Ledger();
  final WebBeans web;
  final Alarms alarms;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final HttpBeans http;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  PageServer(String... keyValues) throws Exception {
    Settings settings =
        TestSettings.with(
            Stream.concat(Stream.of("web.enabled=true", "http.port=0"), Stream.of(keyValues))
                .toArray(String[]::new));
    http = new HttpBeans(settings.http(), false);
    BufferBeans buffer = new BufferBeans(settings, ledger, clock);
    WindowBeans windows = new WindowBeans(settings, ledger, clock);
    SinkBeans sinks = new SinkBeans(settings, ledger, new Doors(), clock);
    AlarmBeans alarms = new AlarmBeans(clock);
    this.alarms = alarms.alarms();
    DeadLetterBeans letters = new DeadLetterBeans(settings, source -> Optional.empty(), clock);
    web =
        new WebBeans(
            new Parts(
                settings,
                ledger,
                LiveFolder.fixed(List.of()),
                buffer,
                windows,
                sinks,
                alarms.alarms(),
                letters),
            http.listener(),
            clock);
    http.configure(context);
    buffer.configure(context);
    windows.configure(context);
    sinks.configure(context);
    // There is no route that takes alarms; whoever raises one is not to wait for it.
    context.getComponent("direct", DirectComponent.class).setBlock(false);
    alarms.configure(context);
    letters.configure(context);
    web.configure(context);
    context.start();
    web.start(context);
  }

  /** Has the page note what these windows say. */
  void windows(Object... rows) throws Exception {
    step("noteWindows", List.of(rows));
  }

  /** Sends a body through a step of the pipeline. */
  void step(String name, Object body) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(body);
    context.getRegistry().lookupByNameAndType(name, Processor.class).process(exchange);
  }

  /** Returns methods and paths that are served, below this one. */
  List<String> operations(String below) {
    List<String> operations = new ArrayList<>();
    for (Route route : http.listener().router().getRoutes()) {
      if (route.getPath() != null && route.getPath().startsWith(below) && route.methods() != null) {
        route.methods().forEach(method -> operations.add(method + " " + route.getPath()));
      }
    }
    return operations.stream().distinct().toList();
  }

  URI uri(String path) {
    return URI.create(http.listener().url() + path);
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers));
  }

  HttpResponse<String> head(String path) throws Exception {
    return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  JsonNode json(String path) throws Exception {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Opens a stream; whoever closes what this returns hangs up. */
  HttpResponse<Stream<String>> follow(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofLines());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    context.stop();
  }
}
