package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import io.github.sensoringest.live.FolderChange;
import io.github.sensoringest.live.LiveFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;

/**
 * A gateway whose routes folder is edited while it runs. The folder has sensors and kamelets of the
 * test's own; the pipeline is the shipped one, unless the test copies it.
 */
final class WatchedGateway implements AutoCloseable {
  /** So long may something take that should come about. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Path SHIPPED = Path.of("routes");

  private final Path folder;
  private final CountDownLatch letGo = new CountDownLatch(1);
  private LiveFolder live;
  private Gateway gateway;
  private CamelContext context;

  /** Prepares the folder, with no sensor in it. */
  WatchedGateway(Path folder) throws IOException {
    this.folder = folder;
    // Its own sinks folder, which is empty, keeps the log sink out.
    Files.createDirectories(folder.resolve("sinks"));
    Files.createDirectories(folder.resolve("sensors"));
  }

  WatchedGateway start() {
    live = LiveFolder.watched(folder, SHIPPED);
    gateway =
        new Gateway(
            TestSettings.with(),
            TestSettings.configuration().all(),
            live,
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(new StringWriter()), LogFormat.TEXT));
    gateway.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            getContext().getRegistry().bind("stuck", (Processor) exchange -> letGo.await());
            from("direct:sink-test").routeId("sink-test").log("${body.size} rows");
          }
        });
    context = gateway.start();
    return this;
  }

  /** Lets go what waits in the bean {@code stuck}, and what comes there later. */
  void letGo() {
    letGo.countDown();
  }

  CamelContext context() {
    return context;
  }

  LiveFolder live() {
    return live;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Writes a file at once, and the folders that it lies in. */
  WatchedGateway with(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    // Half a file that rests while the machine is busy would be taken up, and refused.
    Path temporary = Files.writeString(file.resolveSibling("." + file.getFileName() + "~"), text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  /** Copies the shipped pipeline into the folder, so that it can be edited. */
  void copyPipeline() throws IOException {
    try (var files = Files.list(SHIPPED.resolve("pipeline"))) {
      for (Path file : files.toList()) {
        with("pipeline/" + file.getFileName(), Files.readString(file));
      }
    }
  }

  /** Returns what there is to say of a file; null if nothing is known of it. */
  FileStatus file(String name) {
    return live.status().files().stream()
        .filter(file -> file.file().equals(path(name).toString()))
        .findFirst()
        .orElse(null);
  }

  /** Waits until the file is in the state, and returns what there is to say of it. */
  FileStatus await(String name, FileState state) {
    return await(name, file -> file != null && file.state() == state);
  }

  FileStatus await(String name, Predicate<FileStatus> condition) {
    awaitUntil(name, () -> condition.test(file(name)));
    return file(name);
  }

  /** Waits until another version of the file runs than the one before. */
  FileStatus awaitChange(String name, FileStatus before) {
    return await(
        name,
        file ->
            file != null
                && file.state() == FileState.RUNNING
                && !file.version().equals(before.version()));
  }

  /** Waits until nothing more is known of the file. */
  void awaitGone(String name) {
    awaitUntil(name + " is gone", () -> file(name) == null);
  }

  void awaitUntil(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  /** Returns the routes with the ids as they are now, none of them missing. */
  Map<String, Route> routes(String... ids) {
    Map<String, Route> routes = new HashMap<>();
    for (String id : ids) {
      assertThat(context.getRoute(id)).as(id).isNotNull();
      assertThat(context.getRouteController().getRouteStatus(id).isStarted()).as(id).isTrue();
      routes.put(id, context.getRoute(id));
    }
    return routes;
  }

  /** Returns the ids of all routes, those inside of kamelets among them. */
  Set<String> routeIds() {
    Set<String> ids = new TreeSet<>();
    context.getRoutes().forEach(route -> ids.add(route.getRouteId()));
    return ids;
  }

  Set<String> endpoints() {
    Set<String> uris = new TreeSet<>();
    context.getEndpoints().forEach(endpoint -> uris.add(endpoint.getEndpointUri()));
    return uris;
  }

  List<FolderChange> changes(String name) {
    return live.changes().stream()
        .filter(change -> change.file().equals(path(name).toString()))
        .toList();
  }

  @Override
  public void close() {
    letGo();
    if (gateway != null) {
      gateway.stop();
    }
  }

  /** Returns a route that sends a reading every twenty milliseconds. */
  static String sensor(String id) {
    return sensor(id, "timer:" + id, 20);
  }

  static String sensor(String id, String uri, int periodMillis) {
    return """
        - route:
            id: %s
            from:
              uri: %s
              parameters:
                period: %d
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "21.5"
                        resultType: java.lang.Double
                - to:
                    uri: direct:readings
        """
        .formatted(id, uri, periodMillis);
  }

  /** Returns a route that is made with a kamelet. */
  static String sensorOf(String kamelet, String id) {
    return """
        - route:
            id: %s
            from:
              uri: kamelet:%s
              parameters:
                name: %s
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(id, kamelet, id);
  }

  /** Returns a kamelet whose timer has the name that is its parameter. */
  static String kamelet(String name, int periodMillis) {
    return """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: %s
        spec:
          definition:
            title: Ticking
            type: object
            required:
              - name
            properties:
              name:
                title: Name
                type: string
          template:
            from:
              uri: timer:{{name}}
              parameters:
                period: %d
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "21.5"
                        resultType: java.lang.Double
                - to:
                    uri: kamelet:sink
        """
        .formatted(name, periodMillis);
  }
}
