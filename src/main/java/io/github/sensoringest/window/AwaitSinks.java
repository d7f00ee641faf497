package io.github.sensoringest.window;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.rejected.Repeats;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the ingest up while too many closed windows wait for the sinks, so that the buffer fills
 * and the sources are pushed back, instead of the memory filling up. Thread-safe.
 */
final class AwaitSinks implements Processor, Ledger.Holder {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitSinks.class);
  private static final long LOOK_UP_MILLIS = 1_000;

  private final Windows windows;
  private final int limit;
  private final Repeats repeats;
  private final Set<ReadingBatch> heldUp = ConcurrentHashMap.newKeySet();

  AwaitSinks(Windows windows, int limit, Repeats repeats) {
    this.windows = windows;
    this.limit = limit;
    this.repeats = repeats;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    if (windows.waiting() >= limit
        && exchange.getMessage().getBody() instanceof ReadingBatch batch) {
      holdUp(batch);
    }
  }

  private void holdUp(ReadingBatch batch) throws InterruptedException {
    heldUp.add(batch);
    try {
      windows.awaitWaitingBelow(limit, LOOK_UP_MILLIS);
      while (windows.waiting() >= limit) {
        repeats
            .next("")
            .ifPresent(
                heldBack ->
                    LOG.warn(
                        "{} closed windows wait for the sinks; until they are taken, no more is"
                            + " taken from the buffer",
                        windows.waiting()));
        windows.awaitWaitingBelow(limit, LOOK_UP_MILLIS);
      }
    } finally {
      heldUp.remove(batch);
    }
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    heldUp.forEach(batch -> report.accept(batch.source(), batch.size()));
  }
}
