package io.github.sensoringest.web;

import io.github.sensoringest.ledger.LedgerMeters;
import io.github.sensoringest.window.WindowMeters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;

/** The meters of the gateway as Prometheus reads them. Thread-safe. */
final class Metrics {
  static final String PATH = "/observe/metrics";

  private final PrometheusMeterRegistry registry;
  private final LedgerMeters ledger;
  private final WindowMeters windows;
  private final SensorMeters sensors;
  private final WorkerExecutor workers;
  private final Unsent unsent;

  /**
   * Creates them.
   *
   * @param registry to which all parts have added their meters but for those that need looks
   */
  Metrics(
      PrometheusMeterRegistry registry,
      Parts parts,
      Watch watch,
      SensorBoard board,
      WorkerExecutor workers,
      Unsent unsent) {
    this.registry = registry;
    this.workers = workers;
    this.unsent = unsent;
    int sources = parts.settings().web().sources();
    this.ledger =
        new LedgerMeters(
            parts.ledger(), sources, source -> parts.folder().fileOf(source).isPresent());
    this.windows = parts.windows().meters(sources);
    this.sensors = new SensorMeters(board, parts.settings().web().sensorMetrics(), ledger::hasOwn);
    ledger.bindTo(registry);
    windows.bindTo(registry);
    parts.buffer().bindTo(registry);
    Gauge.builder("sensor.ingest.readings.held", parts.ledger(), it -> it.total().held())
        .description("Readings that are inside: in the buffer, on their way, or in open windows")
        .register(registry);
    Gauge.builder("sensor.ingest.readings.missing", watch, Watch::steadilyMissing)
        .description("Readings that nothing has accounted for during the last seconds")
        .register(registry);
    sensors.bindTo(registry);
    FunctionCounter.builder("process.cpu", ProcessHandle.current(), Metrics::cpuSeconds)
        .baseUnit("seconds")
        .description("Processor time that the process has taken")
        .register(registry);
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  /** Returns a registry that no name from outside can fill up without bound. */
  static PrometheusMeterRegistry registry(int mostSources) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(key -> null);
    registry
        .config()
        .meterFilter(
            MeterFilter.maximumAllowableTags(
                "sensor.ingest", "source", mostSources + 1, MeterFilter.deny()))
        // In nanoseconds, which Prometheus' names have no unit for; there is one in seconds.
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        // Its name would say that it counts something.
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
        .meterFilter(new CamelNames());
    return registry;
  }

  private static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e9).orElse(Double.NaN);
  }

  /** Gives Camel's own meters labels as Prometheus' are written, and says what they are. */
  private static final class CamelNames implements MeterFilter {
    private static final Map<String, String> MEANINGS =
        Map.of(
            "app.info", "The versions of what runs",
            "camel.routes.added", "Routes that there are",
            "camel.routes.running", "Routes that run",
            "camel.routes.reloaded", "Routes that Camel itself has reloaded; always 0 here");

    @Override
    public Meter.Id map(Meter.Id id) {
      String meaning = MEANINGS.get(id.getName());
      if (meaning == null) {
        return id;
      }
      List<Tag> tags = new ArrayList<>();
      for (Tag tag : id.getTags()) {
        String name = tag.getKey().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        tags.add(Tag.of(name, tag.getValue()));
      }
      return new Meter.Id(id.getName(), Tags.of(tags), id.getBaseUnit(), meaning, id.getType());
    }
  }

  /** Has Camel's own meters of routes be there; those of exchanges would cost half the speed. */
  static void addCamel(CamelContext context, MeterRegistry registry) {
    context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
    context.getManagementStrategy().addEventNotifier(new MicrometerRouteEventNotifier());
  }

  void addTo(Router router) {
    router.get(PATH).handler(this::scrape);
  }

  private void scrape(RoutingContext ctx) {
    String accept = ctx.request().getHeader(HttpHeaders.ACCEPT);
    boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
    String type =
        openMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8";
    if (unsent.begin(ctx)) {
      workers
          .executeBlocking(() -> scraped(type), false)
          .onSuccess(text -> unsent.send(ctx, type, text))
          .onFailure(
              failure -> {
                unsent.giveUp();
                ctx.fail(500, failure);
              });
    }
  }

  private Buffer scraped(String type) {
    ledger.refresh();
    windows.refresh();
    sensors.refresh();
    return Buffer.buffer(registry.scrape(type));
  }
}
