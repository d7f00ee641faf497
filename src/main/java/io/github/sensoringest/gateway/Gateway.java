package io.github.sensoringest.gateway;

import io.github.sensoringest.alarm.AlarmMeters;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.FolderHealth;
import io.github.sensoringest.live.FolderMeters;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.sink.SinkCounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.StartupListener;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running gateway: a camel-main application of route files. Runs once. */
public final class Gateway {
  /** The exit code when the ledger does not balance, or readings were left behind. */
  public static final int NOT_ALL_WELL = 3;

  /** The name of the {@link MeterRegistry} among Camel's beans; Camel's own meters look for it. */
  static final String METERS = "metricsRegistry";

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final long LOOK_MILLIS = 100;

  /** How long the stop waits for the disk to take the last dead letters. */
  private static final Duration LAST_LETTERS = Duration.ofSeconds(5);

  private final Settings settings;
  private final Output output;
  private final Clock clock = Clock.systemUTC();
  private final Ledger ledger = new Ledger();
  private final LiveFolder folder;
  private final GatewayBeans beans;
  private final Main main;
  private volatile Optional<Duration> limit = Optional.empty();
  private volatile Sources sources;
  private volatile boolean started;
  private volatile boolean keepsCutWindows;
  private volatile boolean servesPage;
  private volatile boolean undelivered;
  private volatile int exitCode;

  /**
   * Prepares a gateway.
   *
   * @param properties every key that a placeholder of a route may name, with its value
   * @param folder the route files; they are checked when the gateway starts
   * @param firstReadings shows the first readings that are taken in
   * @param output where the summary goes
   */
  public Gateway(
      Settings settings,
      Map<String, String> properties,
      LiveFolder folder,
      FirstReadings firstReadings,
      Output output) {
    this.settings = settings;
    this.output = output;
    this.folder = folder;
    this.beans =
        new GatewayBeans(settings, ledger, firstReadings, this::sourceEnded, folder, clock);
    this.main = new LiveMain(properties, beans);
    // The time limit of the stop is the drain's; what Camel waits for comes after it.
    main.configure()
        .setShutdownTimeout(Math.toIntExact(settings.shutdownTimeout().toSeconds()) + 5);
    MeterRegistry meters = beans.web().meters();
    new FolderMeters(folder).bindTo(meters);
    beans.sinks().bindTo(meters);
    new AlarmMeters(beans.alarms()).bindTo(meters);
    beans.deadLetters().bindTo(meters);
    main.bind(METERS, meters);
    main.bind(FolderHealth.ID, new FolderHealth(folder));
    main.addMainListener(new Configured());
  }

  /**
   * Adds routes that no file has, such as the sink of a benchmark. To be called before the start.
   */
  public void addRoutes(RoutesBuilder routes) {
    main.configure().addRoutesBuilder(routes);
  }

  /**
   * Runs until every source has ended, the time is over, or the process is told to stop; then
   * drains, and prints the summary.
   *
   * @param limit how long to run at most
   * @return the exit code: 0 if all is well, else {@link #NOT_ALL_WELL}
   * @throws StartFailure if the start fails
   */
  public int run(Optional<Duration> limit) {
    this.limit = limit;
    keepsCutWindows = true;
    servesPage = true;
    beans.files().keepIn(settings.dataFolder());
    DataFolder data = DataFolder.take(settings.dataFolder());
    try {
      main.run();
    } catch (Exception e) {
      LOG.debug("The start failed", e);
      throw StartFailure.of(e);
    } finally {
      // After a failed start there are threads that would keep the process alive.
      main.stop();
      // All has been written by now.
      data.close();
    }
    return exitCode;
  }

  /** Has what {@link #start} starts serve the page, which otherwise only {@link #run} does. */
  public void servePage() {
    servesPage = true;
  }

  /** Returns where the page is once it is served, without a slash at the end. */
  public String pageUrl() {
    return beans.web().url();
  }

  /**
   * Starts without waiting for an end. For whoever sends the readings itself.
   *
   * @return the context, which takes readings at {@code direct:readings}
   * @throws StartFailure if the start fails
   */
  public CamelContext start() {
    try {
      main.start();
      return main.getCamelContext();
    } catch (Exception e) {
      main.stop();
      throw StartFailure.of(e);
    }
  }

  /**
   * Drains and stops what {@link #start} has started, and prints the summary.
   *
   * @return the exit code, as {@link #run} does
   */
  public int stop() {
    main.stop();
    return exitCode;
  }

  /** Returns whether every reading that was received is in a window or accounted for otherwise. */
  public boolean isBufferEmpty() {
    Balance total = ledger.total();
    return total.missing() == 0 && total.held() == beans.windows().readings();
  }

  /** Returns the books of this gateway. */
  public Ledger ledger() {
    return ledger;
  }

  /** Returns what became of the rows for each sink that there has been. */
  List<SinkCounts> sinkCounts() {
    return beans.sinks().counts();
  }

  /** Closes all windows, and returns whether every required sink has taken all that is for it. */
  private boolean closeAllWindows() {
    beans.windows().closeAll();
    return beans.windows().isEmpty()
        && ledger.total().missing() == 0
        && beans.areAlarmsHandedOut(main.getCamelContext())
        && beans.sinks().awaitedRows() == 0;
  }

  private String leftovers() {
    long held = ledger.total().held();
    long inWindows = Math.min(held, beans.windows().readings());
    return held
        + " readings are left behind, "
        + inWindows
        + " of them in windows that the sinks have not taken and "
        + (held - inWindows)
        + " on their way there; and "
        + beans.sinks().awaitedRows()
        + " alarms and readings that sinks have not taken";
  }

  private void sourceEnded(String routeId) {
    sources.ended(routeId);
    completeIfAllEnded();
  }

  private void completeIfAllEnded() {
    if (started && folder.holds(sources::allEnded)) {
      main.completed();
    }
  }

  private void watch(CamelContext context) {
    ScheduledExecutorService watch =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "watch");
    watch.scheduleWithFixedDelay(
        this::completeIfAllEnded, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    limit.ifPresent(
        time -> watch.schedule(main::completed, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void report(long startedMillis) {
    Summary summary =
        new Summary(ledger, beans.sinks().counts(), beans.deadLetters().counts(), startedMillis);
    exitCode = summary.isGood() && !undelivered ? 0 : NOT_ALL_WELL;
    output.summary(summary);
  }

  private final class Configured extends MainListenerSupport {
    @Override
    public void afterConfigure(BaseMainSupport support) {
      CamelContext context = support.getCamelContext();
      sources = new Sources(context, folder::gatewayRoutes);
      try {
        StartAndStop startAndStop = new StartAndStop();
        context.addLifecycleStrategy(startAndStop);
        context.addStartupListener(startAndStop);
      } catch (Exception e) {
        throw RuntimeCamelException.wrapRuntimeCamelException(e);
      }
    }
  }

  private final class StartAndStop extends LifecycleStrategySupport implements StartupListener {
    private volatile long startedMillis;

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {}

    /** Comes when the context takes routes; an exception makes the start fail. */
    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
      if (started) {
        return;
      }
      if (keepsCutWindows) {
        beans.windows().takeUpCutWindows();
      }
      beans.timers().hold();
      if (servesPage) {
        beans.web().start(context);
      }
      folder.start(context, settings.routesAllowedSchemes(), beans.buffer(), beans.doors());
      startedMillis = clock.millis();
      started = true;
      beans.timers().letGo();
      beans.web().running();
      watch(context);
    }

    @Override
    public void onContextStopping(CamelContext context) {
      beans.web().draining();
      folder.close();
      beans.quality().stopWatching();
      if (started) {
        new Drain(
                sources,
                Gateway.this::isBufferEmpty,
                Gateway.this::closeAllWindows,
                beans.sinks()::areAllTaken,
                settings.shutdownTimeout(),
                Gateway.this::leftovers)
            .run(context);
        if (keepsCutWindows) {
          beans.windows().keepCutWindows();
        }
        undelivered = beans.sinks().awaitedRows() > 0;
        beans.sinks().giveUpTheRest();
        beans.deadLetters().flush(LAST_LETTERS);
        report(startedMillis);
      }
    }
  }
}
