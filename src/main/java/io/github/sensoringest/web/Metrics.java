package io.github.sensoringest.web;

import io.github.sensoringest.ledger.LedgerMeters;
import io.github.sensoringest.window.WindowMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerRouteEventNotifier;

/** The meters of the gateway as Prometheus reads them. Thread-safe. */
final class Metrics {
  static final String PATH = "/observe/metrics";

  private final PrometheusMeterRegistry registry;
  private final LedgerMeters ledger;
  private final WindowMeters windows;
  private final WorkerExecutor workers;

  /**
   * Creates them.
   *
   * @param registry to which all parts have added their meters but for those that need looks
   */
  Metrics(PrometheusMeterRegistry registry, Parts parts, Watch watch, WorkerExecutor workers) {
    this.registry = registry;
    this.workers = workers;
    int sources = parts.settings().web().sources();
    this.ledger = new LedgerMeters(parts.ledger(), sources);
    this.windows = parts.windows().meters(sources);
    ledger.bindTo(registry);
    windows.bindTo(registry);
    parts.buffer().bindTo(registry);
    Gauge.builder(
            "sensor.ingest.readings.held",
            watch,
            it -> it.samples().newest().map(sample -> sample.total().held()).orElse(0L))
        .description("Readings that are inside: in the buffer, on their way, or in open windows")
        .register(registry);
    Gauge.builder(
            "sensor.ingest.readings.missing",
            watch,
            it -> it.samples().newest().map(sample -> sample.total().missing()).orElse(0L))
        .description("Readings that nothing accounts for; not 0 for a moment while readings flow")
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
                "sensor.ingest", "source", mostSources + 1, MeterFilter.deny()));
    return registry;
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
    workers
        .executeBlocking(
            () -> {
              ledger.refresh();
              windows.refresh();
              return registry.scrape(type);
            },
            false)
        .onSuccess(text -> ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(text))
        .onFailure(failure -> ctx.fail(500, failure));
  }
}
