package io.github.sensoringest.gateway;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.sink.SinkCounts;
import io.github.sensoringest.window.WindowSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/** The whole gateway with its shipped pipeline, a silent sensor, and a sink of the test's own. */
final class TestGateway {
  private static final String SILENT =
      """
      - route:
          id: silent
          from:
            uri: timer:silent
            parameters:
              delay: 1h
              period: 1h
            steps:
              - to:
                  uri: direct:readings
      """;

  private final Gateway gateway;
  private final StringWriter printed = new StringWriter();
  private final AtomicBoolean sinkFails = new AtomicBoolean();
  private final AtomicInteger sinkTries = new AtomicInteger();
  private final List<WindowSummary> taken = new CopyOnWriteArrayList<>();
  private CamelContext context;
  private ProducerTemplate template;

  TestGateway(Path folder, String... settings) throws IOException {
    this(folder, SILENT, settings);
  }

  /** Creates one with this text as the file of its sensors. */
  TestGateway(Path folder, String sensors, String[] settings) throws IOException {
    // Its own sinks folder, which is empty, keeps the log sink out.
    Files.createDirectories(folder.resolve("sinks"));
    Files.createDirectories(folder.resolve("sensors"));
    Files.writeString(folder.resolve("sensors").resolve("test.camel.yaml"), sensors);
    gateway =
        new Gateway(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            LiveFolder.fixed(folder, Path.of("routes")),
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(printed), LogFormat.TEXT));
    gateway.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:sink-test")
                .routeId("sink-test")
                .errorHandler(noErrorHandler())
                .process(exchange -> take(exchange));
          }
        });
  }

  private void take(Exchange exchange) {
    sinkTries.incrementAndGet();
    if (sinkFails.get()) {
      throw new IllegalStateException("the disk is full");
    }
    for (Object row : (List<?>) exchange.getMessage().getBody()) {
      taken.add((WindowSummary) row);
    }
  }

  Gateway gateway() {
    return gateway;
  }

  TestGateway start() {
    context = gateway.start();
    template = context.createProducerTemplate();
    return this;
  }

  void failSink(boolean fails) {
    sinkFails.set(fails);
  }

  int sinkTries() {
    return sinkTries.get();
  }

  List<WindowSummary> taken() {
    return taken;
  }

  long takenReadings() {
    return taken.stream().mapToLong(WindowSummary::count).sum();
  }

  void send(Object readings) {
    template.sendBody("direct:readings", readings);
  }

  /** Returns the alarms of the gateway, once it has started. */
  Alarms alarms() {
    return context.getRegistry().lookupByNameAndType(AlarmBeans.ALARMS, Alarms.class);
  }

  /** Returns what a kamelet has got for a parameter, once the gateway has started. */
  Object parameter(String kamelet, String name) {
    return context.getEndpoints().stream()
        .filter(KameletEndpoint.class::isInstance)
        .map(KameletEndpoint.class::cast)
        .filter(endpoint -> endpoint.getTemplateId().equals(kamelet))
        .map(endpoint -> endpoint.getKameletProperties().get(name))
        // What a kamelet calls its own beginning or end knows none.
        .filter(Objects::nonNull)
        .findAny()
        .orElseThrow();
  }

  /** Returns the port at which it listens for HTTP, once a route does. */
  int httpPort() {
    return context.getRegistry().findSingleByType(PlatformHttpEngine.class).getServerPort();
  }

  List<SinkCounts> sinkCounts() {
    return gateway.sinkCounts();
  }

  Balance total() {
    return gateway.ledger().total();
  }

  String printed() {
    return printed.toString();
  }
}
