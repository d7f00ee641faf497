package io.github.sensoringest.store;

import io.github.sensoringest.rejected.Repeats;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step that stores windows: one transaction for each message, which fails as a whole. While its
 * route runs, old rows are deleted if the settings say how long to keep them. Thread-safe.
 */
final class StoreWindows implements Processor, Service {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWindows.class);
  private static final long CLEAN_UP_SECONDS = 60;

  private final Store store;
  private final Optional<Duration> keep;
  private final Clock clock;
  private final Repeats keptOutLog;
  private final CamelContext context;
  private ScheduledExecutorService background;
  private long stored;
  private long keptOut;

  StoreWindows(
      Store store, Optional<Duration> keep, Repeats keptOutLog, Clock clock, CamelContext context) {
    this.store = store;
    this.keep = keep;
    this.keptOutLog = keptOutLog;
    this.clock = clock;
    this.context = context;
  }

  @Override
  public void process(Exchange exchange) {
    Store.Written written = store.write((List<?>) exchange.getMessage().getBody());
    count(written);
  }

  private synchronized void count(Store.Written written) {
    stored += written.windows();
    LOG.debug("Stored {} windows, {} since the start", written.windows(), stored);
    if (written.keptOut() > 0) {
      keptOut += written.keptOut();
      keptOutLog
          .next("")
          .ifPresent(
              heldBack ->
                  LOG.warn(
                      "{} windows were stored before with more readings, and stay as they are",
                      keptOut));
    }
  }

  /** Connects in the background, so that what is wrong is known before the first window. */
  @Override
  public synchronized void start() {
    if (background != null) {
      return;
    }
    background =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "store");
    background.execute(this::open);
    keep.ifPresent(
        time ->
            background.scheduleWithFixedDelay(
                () -> cleanUp(time), CLEAN_UP_SECONDS, CLEAN_UP_SECONDS, TimeUnit.SECONDS));
  }

  private void open() {
    try {
      store.open();
    } catch (StoreException e) {
      LOG.warn("The store is not there yet: {}. Windows wait for it", e.getMessage());
    }
  }

  private void cleanUp(Duration time) {
    try {
      long deleted = 0;
      int some;
      do {
        some = store.deleteSome(clock.instant().minus(time));
        deleted += some;
      } while (some > 0 && !Thread.currentThread().isInterrupted());
      LOG.debug("Deleted {} old rows", deleted);
    } catch (StoreException e) {
      LOG.warn("Old rows could not be deleted: {}. It is tried again in a minute", e.getMessage());
    }
  }

  @Override
  public synchronized void stop() {
    if (background != null) {
      context.getExecutorServiceManager().shutdownNow(background);
      background = null;
    }
    store.close();
  }
}
