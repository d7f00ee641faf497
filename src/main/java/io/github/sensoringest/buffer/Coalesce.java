package io.github.sensoringest.buffer;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.rejected.Rejections;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Takes along what else waits in the buffer, up to a limit, so that one exchange does the work of
 * many when there is much to do. The body becomes a {@code List<ReadingBatch>} in the order of
 * arrival. Completions of the messages taken along run when this exchange is done; if it fails,
 * each of them is told. Thread-safe.
 */
final class Coalesce implements Processor {
  /** The source of what was sent to the buffer without passing the entry. */
  static final String PAST_THE_ENTRY = "seda:readings";

  /** Long enough for a fast source to send dozens, short beside any window. */
  private static final long LINGER_NANOS = 200_000;

  private final int limit;
  private final Ledger ledger;
  private final Rejections rejections;
  private final Clock clock;

  Coalesce(int limit, Ledger ledger, Rejections rejections, Clock clock) {
    this.limit = limit;
    this.ledger = ledger;
    this.rejections = rejections;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    List<ReadingBatch> chunk = new ArrayList<>();
    take(exchange, chunk);
    BlockingQueue<Exchange> queue = ((SedaEndpoint) exchange.getFromEndpoint()).getQueue();
    // One go, because every single take from a full queue would wake a source to add a single one.
    List<Exchange> others = new ArrayList<>(limit);
    queue.drainTo(others, limit - 1);
    if (!others.isEmpty() && others.size() < limit / 2) {
      // More are coming: a moment's rest makes one chunk of what would else wake this thread often.
      LockSupport.parkNanos(LINGER_NANOS);
      queue.drainTo(others, limit - 1 - others.size());
    }
    for (Exchange other : others) {
      take(other, chunk);
      handOver(other, exchange);
    }
    exchange.getMessage().setBody(chunk);
  }

  /** Adds the exchange's batch to the chunk; what is none is refused and fails nothing else. */
  private void take(Exchange exchange, List<ReadingBatch> chunk) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof ReadingBatch batch) {
      chunk.add(batch);
    } else {
      ledger.account(PAST_THE_ENTRY).received(1, clock.millis());
      rejections.reject(
          PAST_THE_ENTRY,
          RejectReason.NOT_A_READING,
          "something got into the buffer past the entry: send readings to direct:readings, not to "
              + PAST_THE_ENTRY,
          body);
    }
  }

  private static void handOver(Exchange from, Exchange to) {
    List<Synchronization> completions = from.getExchangeExtension().handoverCompletions();
    if (completions != null && !completions.isEmpty()) {
      to.getExchangeExtension().addOnCompletion(new HandedOver(from, completions));
    }
  }

  /** Passes the outcome of the coalesced exchange on to one of the messages in it. */
  private record HandedOver(Exchange original, List<Synchronization> completions)
      implements Synchronization {
    @Override
    public void onComplete(Exchange coalesced) {
      UnitOfWorkHelper.doneSynchronizations(original, completions);
    }

    @Override
    public void onFailure(Exchange coalesced) {
      original.setException(coalesced.getException());
      UnitOfWorkHelper.doneSynchronizations(original, completions);
    }
  }
}
