package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.WhenFull;
import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.Admission;
import io.github.sensoringest.reading.Delivery;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.seda.SedaConsumerNotAvailableException;
import org.apache.camel.component.seda.SedaProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts batches of readings into the buffer, and accounts for what a full one does to them: the time
 * that a source waits, the batches that are let go, and a wait that fails. Camel's own producer
 * tells nobody of a batch let go, takes an interrupted wait for a success, and asks for two locks
 * per message. Thread-safe.
 */
final class BufferProducer extends SedaProducer {
  private static final Logger LOG = LoggerFactory.getLogger(BufferProducer.class);

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final BufferEndpoint endpoint;
  private final WhenFull whenFull;
  private final Ledger ledger;
  private final WaitingSources waiting;
  private final AtomicBoolean toldThatFull = new AtomicBoolean();
  private volatile BlockingQueue<Exchange> queue;

  BufferProducer(
      BufferEndpoint endpoint, WhenFull whenFull, Ledger ledger, WaitingSources waiting) {
    super(
        endpoint,
        endpoint.getWaitForTaskToComplete(),
        endpoint.getTimeout(),
        endpoint.isBlockWhenFull(),
        endpoint.isDiscardWhenFull(),
        endpoint.getOfferTimeout());
    this.endpoint = endpoint;
    this.whenFull = whenFull;
    this.ledger = ledger;
    this.waiting = waiting;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    queue = endpoint.getQueue();
  }

  /**
   * A batch in the buffer is all that its source waits for, even if it asks for a reply: Camel's
   * wait for that takes the message back out of the queue when it lasts too long.
   */
  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (!(exchange.getMessage().getBody() instanceof ReadingBatch batch)) {
      return super.process(exchange, callback);
    }
    try {
      add(exchange, batch);
    } catch (RejectedExecutionException e) {
      exchange.setException(e);
    }
    callback.done(true);
    return true;
  }

  @Override
  protected void addToQueue(Exchange exchange, boolean copy)
      throws SedaConsumerNotAvailableException, IOException {
    boolean interrupted = Thread.currentThread().isInterrupted();
    super.addToQueue(exchange, copy);
    if (!interrupted && Thread.currentThread().isInterrupted()) {
      throw interrupted(null);
    }
  }

  private void add(Exchange exchange, ReadingBatch batch) {
    // The batch is all that goes on from here, so it is all that is copied.
    Exchange message = endpoint.createExchange();
    message.getMessage().setBody(batch);
    exchange.getExchangeExtension().handoverCompletions(message);
    Delivery delivery = Delivery.of(exchange);
    if (delivery != null) {
      delivery.add(message);
    }
    if (!waiting.isWaiting(batch.source()) && queue.offer(message)) {
      return;
    }
    tellThatFull();
    boolean added = false;
    try {
      added =
          switch (whenFull) {
            case BLOCK -> waitForRoom(exchange, message, batch);
            case DROP_NEWEST -> drop(batch);
            case DROP_OLDEST -> replaceOldest(message);
          };
    } finally {
      if (!added) {
        // Its completions are the exchange's again, and run with what becomes of that.
        message.getExchangeExtension().handoverCompletions(exchange);
      }
    }
  }

  private boolean waitForRoom(Exchange exchange, Exchange message, ReadingBatch batch) {
    Account account = ledger.account(batch.source());
    Route route = ExchangeHelper.getRoute(exchange);
    waiting.enter(batch, route == null ? "" : route.getRouteId());
    Duration limit = limit(exchange);
    boolean added = false;
    try {
      added = waitForRoom(message, batch, account, limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      if (!added) {
        account.rejected(RejectReason.NOT_BUFFERED, batch.size());
      }
      waiting.leave(batch);
    }
    if (!added) {
      throw new RejectedExecutionException(
          "no room in the buffer within " + Durations.format(limit));
    }
    return true;
  }

  /** Returns how long the message may wait; zero for as long as it takes. */
  private Duration limit(Exchange exchange) {
    Admission admission = exchange.getProperty(Admission.PROPERTY, Admission.class);
    return admission == null ? Duration.ofMillis(endpoint.getOfferTimeout()) : admission.maxWait();
  }

  /** Waits in slices, so that the time of a long wait is on the account while it lasts. */
  private boolean waitForRoom(
      Exchange message, ReadingBatch batch, Account account, Duration longest)
      throws InterruptedException {
    long limit = longest.toNanos();
    long began = System.nanoTime();
    long counted = began;
    boolean added = false;
    while (!added && (limit == 0 || counted - began < limit)) {
      long slice = limit == 0 ? SLICE_NANOS : Math.min(SLICE_NANOS, limit - (counted - began));
      try {
        added =
            waiting.awaitTurn(batch, slice) && queue.offer(message, slice, TimeUnit.NANOSECONDS);
      } finally {
        long now = System.nanoTime();
        account.blocked(now - counted);
        counted = now;
      }
    }
    return added;
  }

  private boolean drop(ReadingBatch batch) {
    ledger.account(batch.source()).dropped(batch.size());
    return false;
  }

  private boolean replaceOldest(Exchange message) {
    while (!queue.offer(message)) {
      Exchange oldest = queue.poll();
      if (oldest != null) {
        if (oldest.getMessage().getBody() instanceof ReadingBatch batch) {
          drop(batch);
        }
        // Its source is done with it: it was let go on purpose, so it must not come again.
        UnitOfWorkHelper.doneSynchronizations(
            oldest, oldest.getExchangeExtension().handoverCompletions());
      }
    }
    return true;
  }

  private static RejectedExecutionException interrupted(InterruptedException cause) {
    return new RejectedExecutionException(
        "interrupted while waiting for room in the buffer", cause);
  }

  private void tellThatFull() {
    if (toldThatFull.compareAndSet(false, true)) {
      LOG.warn(
          "The buffer {} is full: {}. This is said once; the summary has the figures",
          endpoint.getEndpointUri(),
          switch (whenFull) {
            case BLOCK -> "sources wait until there is room";
            case DROP_NEWEST -> "new messages are let go, and counted";
            case DROP_OLDEST -> "the oldest messages are let go, and counted";
          });
    }
  }
}
