package io.github.sensoringest.sink;

import io.github.sensoringest.config.SinkSettings;
import io.github.sensoringest.rejected.Repeats;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of rows, such as closed windows, that wait for one sink, and the thread that brings
 * them there in their order, several at once if several wait. What a required sink fails on stays
 * and is brought again. What a best-effort sink fails on is given up and counted, and so is what
 * comes while its queue is full. Thread-safe.
 */
final class SinkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SinkQueue.class);

  /** Takes batches to the sink. */
  interface Sender {
    /** Returns an exchange with their rows, which says of itself what it holds. */
    Exchange prepare(List<RowBatch> batches, String description);

    /** Sends the exchange; returns what the sink failed with, or null. */
    Exception send(Exchange exchange);
  }

  /**
   * A batch that waits.
   *
   * @param awaited whether it counts as delivered only when this sink has taken it
   */
  private record Waiting(RowBatch batch, boolean awaited) {}

  private final SinkKind kind;
  private final String name;
  private final SinkSettings settings;
  private final Sender sender;
  private final BooleanSupplier held;
  private final ExecutorServiceManager threads;
  private final Repeats repeats;
  private final LongAdder takenRows = new LongAdder();
  private final LongAdder lostRows = new LongAdder();
  private final LongAdder lostReadings = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** What the sink failed with last, if it has taken nothing since; null if it has. */
  private volatile String failure;

  /** Times what the sink takes; null as long as nobody wants to know. */
  private volatile Timer timer;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long waitingRows;
  private boolean required = true;
  private boolean closed;
  private ScheduledExecutorService thread;

  /** What brings the batches now; null if none wait. One that is not this any more has no say. */
  private Delivery delivery;

  /** The sink's route when it was last looked at; null at first. */
  private Route route;

  /** The exchange that the last look found inside that route, or null. */
  private Exchange seenInside;

  /**
   * Creates one.
   *
   * @param name the name of the sink's endpoint, such as {@code sink-log}
   * @param held tells whether the sink's route is being replaced
   * @param threads gives the thread that sends, and takes it back
   */
  SinkQueue(
      SinkKind kind,
      String name,
      SinkSettings settings,
      Sender sender,
      BooleanSupplier held,
      ExecutorServiceManager threads,
      Repeats repeats) {
    this.kind = kind;
    this.name = name;
    this.settings = settings;
    this.sender = sender;
    this.held = held;
    this.threads = threads;
    this.repeats = repeats;
  }

  /** Puts a batch into the queue, or loses it if the sink is best-effort and the queue full. */
  void offer(RowBatch batch) {
    synchronized (this) {
      boolean fits = waiting.isEmpty() || waitingRows + batch.rows().size() <= settings.waiting();
      if (!closed && (required || fits)) {
        if (required) {
          batch.awaitOne();
        }
        waiting.addLast(new Waiting(batch, required));
        waitingRows += batch.rows().size();
        if (delivery == null) {
          begin();
        }
        return;
      }
    }
    lose(
        List.of(new Waiting(batch, false)), "its queue of " + settings.waiting() + " rows is full");
  }

  private void begin() {
    if (thread == null) {
      thread = threads.newSingleThreadScheduledExecutor(this, name);
    }
    delivery = new Delivery();
    delivery.submit(0);
  }

  /**
   * Takes a look at the sink.
   *
   * @param now its route; null while that is being replaced
   * @param isRequired whether the route says that nothing of it may be lost
   */
  synchronized void look(Route now, boolean isRequired) {
    if (now == null || now == route) {
      seenInside = delivery == null ? null : delivery.inside();
      return;
    }
    closed = false;
    required = isRequired;
    boolean isSuccessor = route != null;
    route = now;
    if (isSuccessor && delivery != null) {
      if (seenInside != null && delivery.inside() == seenInside) {
        // It hangs in the route that is gone. What it holds is for the one that has come.
        threads.shutdownNow(thread);
        thread = null;
        begin();
      } else {
        delivery.hurry();
      }
    }
    seenInside = null;
  }

  /** The sink is gone, or the gateway stops: what waits is given up. */
  void close(String reason) {
    List<Waiting> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
      waitingRows = 0;
      delivery = null;
      route = null;
      if (thread != null) {
        threads.shutdownNow(thread);
        thread = null;
      }
    }
    lose(left, reason);
  }

  /** Gives up what nobody waits for any more at the end of the gateway. */
  void giveUpUnawaited(String reason) {
    if (awaitedRows() == 0) {
      close(reason);
    }
  }

  /** Returns how many rows wait that count as delivered only when this sink has taken them. */
  synchronized long awaitedRows() {
    long rows = 0;
    for (Waiting next : waiting) {
      rows += next.awaited ? next.batch.rows().size() : 0;
    }
    return rows;
  }

  /** Returns whether it is full, and its sink one that loses nothing. */
  synchronized boolean isCrowded() {
    return required && waitingRows >= settings.waiting();
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  synchronized long waitingRows() {
    return waitingRows;
  }

  /** Has the time be taken that the sink needs. */
  void timeWith(Timer wanted) {
    timer = wanted;
  }

  /** Notes that the sink has failed, on whatever try. */
  void failed(Throwable cause) {
    failures.increment();
    failure = String.valueOf(cause);
  }

  /** Returns how often it has failed. */
  long failures() {
    return failures.sum();
  }

  SinkStatus status() {
    synchronized (this) {
      return new SinkStatus(
          name, required, waitingRows, route != null, Optional.ofNullable(failure), counts());
    }
  }

  SinkCounts counts() {
    return new SinkCounts(name, takenRows.sum(), lostRows.sum(), lostReadings.sum());
  }

  /** Returns the first batches, all that may go together; none if it is not its turn any more. */
  private synchronized List<Waiting> first(Delivery asking) {
    if (delivery != asking) {
      return List.of();
    }
    List<Waiting> first = new ArrayList<>();
    long rows = 0;
    for (Waiting next : waiting) {
      rows += next.batch.rows().size();
      if (!first.isEmpty() && rows > settings.batch()) {
        break;
      }
      first.add(next);
    }
    if (first.isEmpty()) {
      delivery = null;
    }
    return first;
  }

  /** Takes the batches out of the queue; returns false if it has been done without this one. */
  private synchronized boolean takeOut(Delivery asking, List<Waiting> batches) {
    if (delivery != asking) {
      return false;
    }
    for (Waiting next : batches) {
      waiting.removeFirst();
      waitingRows -= next.batch.rows().size();
    }
    return true;
  }

  private void lose(List<Waiting> batches, String reason) {
    if (batches.isEmpty()) {
      return;
    }
    for (Waiting lost : batches) {
      lostRows.add(lost.batch.rows().size());
      lostReadings.add(lost.batch.readings());
    }
    repeats
        .next(name)
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "{} has lost {}: {}. So far it has lost {} rows of {} readings",
                    name,
                    describe(batches.stream().map(Waiting::batch).toList()),
                    reason,
                    lostRows.sum(),
                    lostReadings.sum()));
    release(batches);
  }

  private static void release(List<Waiting> batches) {
    for (Waiting next : batches) {
      if (next.awaited) {
        next.batch.taken();
      }
    }
  }

  private String describe(List<RowBatch> batches) {
    return kind.describe(batches.size(), batches.get(0).key());
  }

  /** Brings batches as long as there are some. */
  private final class Delivery implements Runnable {
    private long delayMillis = settings.retryDelay().toMillis();
    private Future<?> retry;
    private volatile Exchange sending;

    /** To be called with the lock of the queue. */
    void submit(long millis) {
      try {
        retry = thread.schedule(this, millis, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The gateway has stopped; what waits is left behind.
        LOG.debug("{} gets nothing any more", name, e);
      }
    }

    /** Does not wait any longer before it tries again; with the lock of the queue. */
    void hurry() {
      delayMillis = settings.retryDelay().toMillis();
      // If it has begun just now, there is one try more: the thread does one after the other.
      if (sending == null && retry.cancel(false)) {
        submit(0);
      }
    }

    /** Returns the exchange that is in the sink's route, or null. */
    Exchange inside() {
      Exchange exchange = sending;
      return exchange != null
              && exchange.getUnitOfWork() != null
              && exchange.getUnitOfWork().getRoute() != null
          ? exchange
          : null;
    }

    @Override
    public void run() {
      List<Waiting> batches = first(this);
      while (!batches.isEmpty()) {
        List<RowBatch> rows = batches.stream().map(Waiting::batch).toList();
        sending = sender.prepare(rows, describe(rows));
        long start = System.nanoTime();
        Exception cause = sender.send(sending);
        boolean stopping = !sending.getContext().getStatus().isStarted();
        sending = null;
        if (cause == null) {
          succeeded(System.nanoTime() - start);
          if (takeOut(this, batches)) {
            rows.forEach(batch -> takenRows.add(batch.rows().size()));
            release(batches);
          }
          delayMillis = settings.retryDelay().toMillis();
        } else {
          failed(cause);
          if (isToBeTriedAgain(cause, rows, stopping)) {
            return;
          }
          if (takeOut(this, batches)) {
            lose(batches, String.valueOf(cause));
          }
        }
        batches = first(this);
      }
    }

    private void succeeded(long nanos) {
      failure = null;
      Timer wanted = timer;
      if (wanted != null) {
        wanted.record(nanos, TimeUnit.NANOSECONDS);
      }
    }

    private boolean isToBeTriedAgain(Exception cause, List<RowBatch> batches, boolean stopping) {
      // Its successor is to get what a sink gives back that is being replaced.
      boolean givenBack = held.getAsBoolean();
      synchronized (SinkQueue.this) {
        if (delivery != this || !required && !givenBack) {
          return false;
        }
        submit(givenBack ? 0 : delayMillis);
        delayMillis = Math.min(2 * delayMillis, settings.retryMaxDelay().toMillis());
      }
      if (stopping) {
        // It has been counted as left behind, and will not be tried again.
        LOG.debug("{} did not take {} at the end", name, describe(batches), cause);
      } else if (!givenBack) {
        LOG.warn(
            "{} did not take {}: {}. It is kept and tried again",
            name,
            describe(batches),
            String.valueOf(cause),
            cause);
      }
      return true;
    }
  }
}
