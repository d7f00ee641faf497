package io.github.sensoringest.window;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.rejected.Repeats;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the ingest up while closed windows with too many rows wait for the sinks, so that the
 * buffer fills and the sources are pushed back, instead of the memory filling up. A single window
 * never holds it up, however many rows it has. Thread-safe.
 */
final class AwaitSinks implements Processor, Ledger.Holder {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitSinks.class);
  private static final long LOOK_UP_MILLIS = 1_000;

  /** A step before the windows that takes longer holds the ingest up, whatever the reason. */
  private static final long STALLED_MILLIS = 1_000;

  private static final long NONE = -1;

  private final Windows windows;
  private final long limit;
  private final LongSupplier buffered;
  private final Repeats repeats;
  private final Clock clock;
  private final Set<ReadingBatch> heldUp = ConcurrentHashMap.newKeySet();

  /** Readings that waited when the last hold-up ended, less those that have passed since. */
  private volatile long backlog;

  /** Since when an exchange is on its way from here to the windows, or {@link #NONE}. */
  private volatile long onTheWaySince = NONE;

  /**
   * Creates one.
   *
   * @param limit how many rows may wait
   * @param buffered tells how many readings are on their way to their windows
   */
  AwaitSinks(Windows windows, long limit, LongSupplier buffered, Repeats repeats, Clock clock) {
    this.windows = windows;
    this.limit = limit;
    this.buffered = buffered;
    this.repeats = repeats;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    if (exchange.getMessage().getBody() instanceof ReadingBatch batch) {
      if (windows.isCrowded(limit)) {
        holdUp(batch);
      } else if (backlog > 0) {
        workOff(batch.size());
      }
    }
    onTheWaySince = clock.millis();
  }

  /** The exchange has come to the windows. */
  void passed() {
    if (isStalled()) {
      setBacklog(buffered.getAsLong());
    }
    onTheWaySince = NONE;
  }

  private boolean isStalled() {
    long since = onTheWaySince;
    return since != NONE && clock.millis() - since >= STALLED_MILLIS;
  }

  private void holdUp(ReadingBatch batch) throws InterruptedException {
    heldUp.add(batch);
    try {
      windows.awaitRoom(limit, LOOK_UP_MILLIS);
      while (windows.isCrowded(limit)) {
        repeats
            .next("")
            .ifPresent(
                heldBack ->
                    LOG.warn(
                        "{} closed windows wait for the sinks; until they are taken, no more is"
                            + " taken from the buffer",
                        windows.waiting()));
        windows.awaitRoom(limit, LOOK_UP_MILLIS);
      }
      setBacklog(buffered.getAsLong());
    } finally {
      heldUp.remove(batch);
    }
  }

  private synchronized void setBacklog(long readings) {
    backlog = readings;
  }

  /** What the exchange takes along from the buffer is not known here, so it is not counted. */
  private synchronized void workOff(long readings) {
    backlog = Math.max(0, backlog - readings);
  }

  /**
   * Returns whether the ingest is held up, or has not worked off yet what waited meanwhile. Then a
   * window may have readings on their way to it although none has come for a long time.
   */
  boolean isBehind() {
    if (!heldUp.isEmpty() || isStalled()) {
      return true;
    }
    if (backlog > 0 && buffered.getAsLong() == 0) {
      setBacklog(0);
    }
    return backlog > 0;
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    heldUp.forEach(batch -> report.accept(batch.source(), batch.size()));
  }
}
