package io.github.sensoringest.buffer;

import io.github.sensoringest.config.WhenFull;
import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of a {@code seda:} endpoint, which accounts for what a full buffer does to readings: the
 * time that a source waits, the messages that are let go, and a wait that is interrupted.
 * Exchanges that carry anything else always wait. Thread-safe.
 */
final class Buffer extends LinkedBlockingQueue<Exchange> implements Ledger.Holder {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Buffer.class);

  private final transient Ledger ledger;
  private final WhenFull whenFull;
  private final transient WaitingSources waiting = new WaitingSources();
  private final AtomicBoolean toldThatFull = new AtomicBoolean();

  Buffer(int capacity, WhenFull whenFull, Ledger ledger) {
    super(capacity);
    this.whenFull = whenFull;
    this.ledger = ledger;
  }

  /**
   * Adds the exchange, or does what a full buffer is to do.
   *
   * @throws RejectedExecutionException if the wait for room was interrupted. The seda producer
   *     passes over an {@code InterruptedException} and reports success, so it must not see one.
   */
  @Override
  public void put(Exchange exchange) {
    if (offer(exchange)) {
      return;
    }
    if (!(exchange.getMessage().getBody() instanceof ReadingBatch batch)) {
      waitForRoom(exchange);
      return;
    }
    tellThatFull();
    switch (whenFull) {
      case BLOCK -> waitForRoom(exchange, batch);
      case DROP_NEWEST -> drop(exchange, batch);
      case DROP_OLDEST -> replaceOldest(exchange);
    }
  }

  private void waitForRoom(Exchange exchange, ReadingBatch batch) {
    Account account = ledger.account(batch.source());
    waiting.enter(batch);
    long began = System.nanoTime();
    try {
      waitForRoom(exchange);
    } catch (RejectedExecutionException e) {
      account.rejected(RejectReason.NOT_BUFFERED, batch.size());
      throw e;
    } finally {
      account.blocked(System.nanoTime() - began);
      waiting.leave(batch);
    }
  }

  private void waitForRoom(Exchange exchange) {
    try {
      super.put(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      RejectedExecutionException failure =
          new RejectedExecutionException("interrupted while waiting for room in the buffer", e);
      exchange.setException(failure);
      complete(exchange);
      throw failure;
    }
  }

  private void drop(Exchange exchange, ReadingBatch batch) {
    ledger.account(batch.source()).dropped(batch.size());
    complete(exchange);
  }

  private void replaceOldest(Exchange exchange) {
    while (!offer(exchange)) {
      Exchange oldest = poll();
      if (oldest == null) {
        continue;
      }
      if (oldest.getMessage().getBody() instanceof ReadingBatch batch) {
        drop(oldest, batch);
      } else {
        waitForRoom(oldest);
      }
    }
  }

  /** Tells the source that its message is done with, because no consumer ever will. */
  private static void complete(Exchange exchange) {
    List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
    UnitOfWorkHelper.doneSynchronizations(exchange, completions);
  }

  private void tellThatFull() {
    if (toldThatFull.compareAndSet(false, true)) {
      LOG.warn(
          "The buffer of {} messages is full: {}. This is said once; the summary has the figures",
          size() + remainingCapacity(),
          switch (whenFull) {
            case BLOCK -> "sources wait until there is room";
            case DROP_NEWEST -> "new messages are let go, and counted";
            case DROP_OLDEST -> "the oldest messages are let go, and counted";
          });
    }
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    waiting.holdings(report);
    for (Exchange exchange : this) {
      if (exchange.getMessage().getBody() instanceof ReadingBatch batch) {
        report.accept(batch.source(), batch.size());
      }
    }
  }
}
