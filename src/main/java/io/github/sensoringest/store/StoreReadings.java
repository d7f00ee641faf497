package io.github.sensoringest.store;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.ledger.HeldChunks;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step of the ingest that stores single readings before they go on into their windows. While
 * the store is away it waits, and with it the ingest, so that the buffer fills and the sources are
 * pushed back; to give the readings up would be to refuse them. Thread-safe.
 */
final class StoreReadings implements Processor, Service, Ledger.Holder {
  private static final Logger LOG = LoggerFactory.getLogger(StoreReadings.class);
  private static final long LOOK_MILLIS = 100;

  private final Store store;
  private final Duration retryDelay;
  private final Duration retryMaxDelay;
  private final HeldChunks held = new HeldChunks();

  StoreReadings(Store store, Duration retryDelay, Duration retryMaxDelay) {
    this.store = store;
    this.retryDelay = retryDelay;
    this.retryMaxDelay = retryMaxDelay;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    List<ReadingBatch> chunk = held.hold(exchange, exchange.getMessage().getBody());
    try {
      store(exchange, chunk);
    } finally {
      held.release(exchange);
    }
  }

  private void store(Exchange exchange, List<ReadingBatch> chunk) throws InterruptedException {
    Duration delay = retryDelay;
    while (true) {
      try {
        store.writeReadings(chunk);
        return;
      } catch (StoreException e) {
        LOG.warn(
            "Readings were not stored: {}. They are kept and tried again in {}; until then, no more"
                + " is taken from the buffer",
            e.getMessage(),
            Durations.format(delay));
        rest(exchange, delay, e);
        delay = delay.multipliedBy(2);
        delay = delay.compareTo(retryMaxDelay) > 0 ? retryMaxDelay : delay;
      }
    }
  }

  /** Waits; gives up when the routes are stopped, which the orderly stop does last. */
  private static void rest(Exchange exchange, Duration delay, StoreException failure)
      throws InterruptedException {
    long until = System.nanoTime() + delay.toNanos();
    while (System.nanoTime() < until) {
      if (exchange.getContext().getShutdownStrategy().isForceShutdown()) {
        throw failure;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    held.holdings(report);
  }

  @Override
  public void start() {
    // The first readings make the connection.
  }

  @Override
  public void stop() {
    store.close();
  }
}
