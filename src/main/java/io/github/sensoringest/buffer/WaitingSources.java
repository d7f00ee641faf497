package io.github.sensoringest.buffer;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * The batches whose sources wait for room in the full buffer. Those of one source wait in the order
 * in which they came, so that a sensor that is replaced while one waits does not overtake itself.
 * Thread-safe.
 */
final class WaitingSources implements Ledger.Holder {
  private record Waiting(ReadingBatch batch, String routeId) {}

  private final Map<String, Deque<Waiting>> bySource = new HashMap<>();

  /** Read without a lock for each message. */
  private volatile boolean any;

  /** Returns whether a batch of the source waits, behind which another one has to wait, too. */
  boolean isWaiting(String source) {
    return any && from(source) > 0;
  }

  synchronized void enter(ReadingBatch batch, String routeId) {
    bySource
        .computeIfAbsent(batch.source(), source -> new ArrayDeque<>())
        .addLast(new Waiting(batch, routeId));
    any = true;
  }

  /** Waits until no batch of the same source waits before this one; returns whether none does. */
  synchronized boolean awaitTurn(ReadingBatch batch, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (bySource.get(batch.source()).getFirst().batch != batch) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  synchronized void leave(ReadingBatch batch) {
    Deque<Waiting> waiting = bySource.get(batch.source());
    waiting.removeIf(it -> it.batch == batch);
    if (waiting.isEmpty()) {
      bySource.remove(batch.source());
      any = !bySource.isEmpty();
    } else {
      notifyAll();
    }
  }

  /** Returns how many batches wait. */
  synchronized int count() {
    return bySource.values().stream().mapToInt(Deque::size).sum();
  }

  /** Returns how many batches of the source wait. */
  synchronized int from(String source) {
    Deque<Waiting> waiting = bySource.get(source);
    return waiting == null ? 0 : waiting.size();
  }

  /** Returns how many batches wait in a step of the route. */
  synchronized int in(String routeId) {
    return (int)
        bySource.values().stream()
            .flatMap(Deque::stream)
            .filter(it -> it.routeId.equals(routeId))
            .count();
  }

  @Override
  public synchronized void holdings(ObjLongConsumer<String> report) {
    bySource.values().stream()
        .flatMap(Deque::stream)
        .forEach(it -> report.accept(it.batch.source(), it.batch.size()));
  }
}
