package io.github.sensoringest.gateway;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.SensorFile;
import io.github.sensoringest.reading.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sensor's file, run alone with the entry. What passes the entry and what it refuses is
 * printed, and goes nowhere else. Runs once.
 */
public final class Trial {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final long LOOK_MILLIS = 50;

  /** What hangs longer at the stop is left to the end of the process. */
  private static final long STOP_MILLIS = 3_000;

  private final Settings settings;
  private final Output output;
  private final Ledger ledger = new Ledger();
  private final TrialResults results;
  private final LiveFolder folder;
  private final GatewayBeans beans;
  private final Main main;
  private volatile Sources sources;
  private long beganNanos;
  private TrialSummary summary;

  /**
   * Prepares a trial.
   *
   * @param properties every key that a placeholder of a route may name, with its value
   * @param sensor is checked when the trial starts
   * @param readings ends the trial after so many
   * @param output where readings, refusals and the summary go
   */
  public Trial(
      Settings settings,
      Map<String, String> properties,
      SensorFile sensor,
      int readings,
      Output output) {
    this.settings = settings;
    this.output = output;
    this.results = new TrialResults(readings, output);
    this.folder = LiveFolder.alone(sensor);
    this.beans =
        new GatewayBeans(
            settings,
            ledger,
            new FirstReadings(0, reading -> {}),
            this::sourceEnded,
            folder,
            Clock.systemUTC());
    this.main = new LiveMain(properties, beans);
    main.configure().setShutdownTimeout(1);
    main.configure().addRoutesBuilder(new Ends());
    main.addMainListener(new Hurry());
  }

  /**
   * Runs until enough readings have come, the sensor has ended, the time is over, or the process is
   * told to stop; then prints the summary.
   *
   * @return the exit code: 0 if readings came and none was refused, else 1
   * @throws StartFailure if the start fails
   */
  public int run(Duration limit) {
    start();
    Thread atCtrlC = new Thread(this::end, "try-stop");
    Runtime.getRuntime().addShutdownHook(atCtrlC);
    String untilWhen = await(limit);
    if (!untilWhen.isEmpty() && summary(0).isEmpty()) {
      LOG.warn(
          "No reading came {}; {}",
          untilWhen,
          sources.inFlight() > 0
              ? "its route is still busy with a message: does the device hang?"
              : "does the route send to direct:readings?");
    }
    TrialSummary ended = end();
    try {
      Runtime.getRuntime().removeShutdownHook(atCtrlC);
    } catch (IllegalStateException e) {
      LOG.debug("The process is ending already", e);
    }
    return ended.isGood() ? 0 : 1;
  }

  private void start() {
    try {
      main.start();
      CamelContext context = main.getCamelContext();
      sources = new Sources(context, folder::gatewayRoutes);
      beans.timers().hold();
      folder.start(context, settings.routesAllowedSchemes(), beans.buffer(), beans.doors());
      beganNanos = System.nanoTime();
      beans.timers().letGo();
    } catch (Exception e) {
      LOG.debug("The start failed", e);
      stop();
      throw StartFailure.of(e);
    }
  }

  /** Waits for the end, and returns what has ended it if readings are missing, for a person. */
  private String await(Duration limit) {
    long deadline = beganNanos + limit.toNanos();
    // Twice in a row, since one thing is looked at after the other while they move.
    int ended = 0;
    try {
      long left = limit.toMillis();
      while (!results.awaitEnd(Math.min(LOOK_MILLIS, left))) {
        ended = sources.allEnded() && isAllThrough() ? ended + 1 : 0;
        if (ended == 2) {
          return "before the sensor ended";
        }
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return "within " + Durations.format(limit);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "";
  }

  private boolean isAllThrough() {
    return sources.inFlight() == 0 && results.arrived() >= ledger.total().ingested();
  }

  private TrialSummary summary(double seconds) {
    return results.summary(ledger.total().suppressedInAll(), seconds);
  }

  /** Prints what came of it, and stops. Who comes second waits, and is told the same. */
  private synchronized TrialSummary end() {
    if (summary == null) {
      results.end();
      summary = summary((System.nanoTime() - beganNanos) / 1e9);
      output.summary(summary);
      stop();
    }
    return summary;
  }

  private void stop() {
    Thread stopping =
        new Thread(
            () -> {
              beans.quality().stopWatching();
              if (sources != null) {
                sources.suspend();
              }
              folder.close();
              main.stop();
            },
            "try-stopping");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sourceEnded(String routeId) {
    sources.ended(routeId);
  }

  /** Where the way ends for what passes the entry, and for what it refuses. */
  private final class Ends extends RouteBuilder {
    @Override
    public void configure() {
      errorHandler(noErrorHandler());
      from("seda:readings")
          .routeId("try-readings")
          .process(exchange -> results.take(exchange.getMessage().getBody()));
      from("direct:rejected")
          .routeId("try-rejected")
          .process(exchange -> results.refuse(exchange.getMessage().getBody(Rejection.class)));
      from("direct:alarms")
          .routeId("try-alarms")
          .process(exchange -> results.alarm(exchange.getMessage().getBody()));
    }
  }

  /** Has nothing wait long at the stop; a device that hangs may be why the sensor is tried. */
  private static final class Hurry extends MainListenerSupport {
    @Override
    public void afterConfigure(BaseMainSupport support) {
      support
          .getCamelContext()
          .getExecutorServiceManager()
          .setShutdownAwaitTermination(TimeUnit.SECONDS.toMillis(1));
    }
  }
}
