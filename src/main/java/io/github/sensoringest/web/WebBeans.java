package io.github.sensoringest.web;

import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.http.HttpListener;
import io.github.sensoringest.store.StoredWindows;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of the gateway and what it asks for. Binds {@code noteWindows} and {@code showReadings},
 * the steps of the pipeline from which it knows of sensors; without a page they do nothing.
 */
public final class WebBeans implements CamelConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(WebBeans.class);
  private static final long LOOK_MILLIS = 1_000;
  private static final int WORKERS = 4;

  private final Parts parts;
  private final HttpListener listener;
  private final Clock clock;
  private final SensorBoard board;
  private final ReadingTaps taps;
  private final Watch watch;
  private final PrometheusMeterRegistry registry;

  /**
   * Creates one.
   *
   * @param parts what there is to tell of
   * @param listener where it is served
   */
  public WebBeans(Parts parts, HttpListener listener, Clock clock) {
    this.parts = parts;
    this.listener = listener;
    this.clock = clock;
    this.board = new SensorBoard(parts.settings().web().sensors(), clock);
    this.taps = new ReadingTaps(board, clock);
    this.watch = new Watch(parts, board, clock);
    this.registry = Metrics.registry(parts.settings().web().sources());
  }

  @Override
  public void configure(CamelContext context) {
    boolean enabled = parts.settings().web().enabled();
    Processor nothing = exchange -> {};
    context
        .getRegistry()
        .bind("noteWindows", Processor.class, enabled ? new NoteWindows(board) : nothing);
    context.getRegistry().bind("showReadings", Processor.class, enabled ? taps : nothing);
    if (enabled) {
      context.getRegistry().bind(PhaseHealth.ID, new PhaseHealth(parts, watch));
      Metrics.addCamel(context, registry);
    }
  }

  /**
   * Begins to serve. If nothing can be served, this is said and nothing more: that nobody can look
   * is no reason to take no readings in.
   */
  public void start(CamelContext context) {
    if (!parts.settings().web().enabled()) {
      return;
    }
    try {
      listener.start();
    } catch (IllegalStateException e) {
      LOG.warn("There is no page: {}", e.getMessage());
      return;
    }
    watch.look();
    ScheduledExecutorService looks =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "web");
    looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    serve(context, listener.vertx(), listener.router());
    LOG.info("See it at {}/", listener.url());
  }

  private void serve(CamelContext context, Vertx vertx, Router router) {
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("web", WORKERS);
    Unsent unsent = new Unsent();
    new PageFiles().addTo(router);
    new WebApi(
            parts,
            watch,
            taps,
            new SensorList(parts, board, clock),
            new WindowSeries(StoredWindows.of(parts.settings())),
            new RefusedList(parts.ledger(), new DeadLetterFolder(parts.settings().dataFolder())),
            workers,
            unsent,
            clock)
        .addTo(router);
    new Streams(parts, watch, taps, vertx).addTo(router);
    new Metrics(registry, parts, watch, board, workers, unsent).addTo(router);
    new Health(context, workers).addTo(router);
  }

  private void look() {
    try {
      watch.look();
    } catch (RuntimeException e) {
      LOG.debug("The page could not take a look", e);
    }
  }

  /** Returns where the parts of the gateway add their meters. */
  public MeterRegistry meters() {
    return registry;
  }

  /** Returns where the page is once it is served, without a slash at the end. */
  public String url() {
    return listener.url();
  }

  /** Says that all routes run. */
  public void running() {
    watch.phase("running");
  }

  /** Says that the gateway works off what it has, and takes nothing in any more. */
  public void draining() {
    watch.phase("draining");
  }
}
