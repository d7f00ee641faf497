package io.github.sensoringest.deadletter;

import io.github.sensoringest.rejected.Repeats;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes dead letters in a thread of its own, many at once when many come, so that nobody who
 * refuses readings waits for the disk. What does not fit into its queue, or cannot be written, is
 * counted and said. What it was given is in the file system a moment later; a crash of the machine,
 * though not of the process, may lose that. Thread-safe.
 */
final class DeadLetterLog extends ServiceSupport {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);

  /** Enough for a hundredth of a second of the fastest flood. */
  private static final int QUEUE = 20_000;

  /** Letters at once: a few hundred kilobytes of the usual kind. */
  private static final int CHUNK = 1_000;

  private static final int MOST_BYTES = 256 * 1024;

  /** Between two attempts to write to a disk that has failed. */
  private static final long PAUSE_MILLIS = 1_000;

  private final DeadLetterStore store;
  private final Supplier<ExecutorService> threads;
  private final Repeats repeats;
  private final Clock clock;
  private final BlockingQueue<DeadLetter> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean writing = new AtomicBoolean();
  private final LongAdder written = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile long dropped;
  private volatile ExecutorService thread;

  /** When it may be tried again after a failure. */
  private long pausedUntilMillis = Long.MIN_VALUE;

  DeadLetterLog(
      DeadLetterStore store, Supplier<ExecutorService> threads, Repeats repeats, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.repeats = repeats;
    this.clock = clock;
  }

  /** Takes a letter, or counts it as lost; never waits. */
  void add(DeadLetter letter) {
    if (!queue.offer(letter)) {
      lose(1, "they come faster than they can be written");
      return;
    }
    writeIfNeedBe();
  }

  private void writeIfNeedBe() {
    if (!writing.get() && writing.compareAndSet(false, true)) {
      try {
        thread().execute(this::write);
      } catch (RejectedExecutionException e) {
        // The context has stopped. Nothing refuses readings any more but what was cut off.
        writing.set(false);
        List<DeadLetter> left = new ArrayList<>();
        queue.drainTo(left);
        lose(left.size(), "the gateway has stopped");
      }
    }
  }

  private ExecutorService thread() {
    if (thread == null) {
      synchronized (this) {
        if (thread == null) {
          thread = threads.get();
        }
      }
    }
    return thread;
  }

  private void write() {
    try {
      List<DeadLetter> letters = new ArrayList<>();
      while (queue.drainTo(letters, CHUNK) > 0) {
        write(letters);
        letters.clear();
      }
    } finally {
      writing.set(false);
    }
    if (!queue.isEmpty()) {
      writeIfNeedBe();
    }
  }

  private void write(List<DeadLetter> letters) {
    if (clock.millis() < pausedUntilMillis) {
      lose(letters.size(), "the last attempt to write them failed");
      return;
    }
    byte[] lines = DeadLetterLines.write(letters);
    if (lines.length > MOST_BYTES && letters.size() > 1) {
      // Large texts; the bound of all files must hold for each part.
      int half = letters.size() / 2;
      write(letters.subList(0, half));
      write(letters.subList(half, letters.size()));
      return;
    }
    if (!store.fits(lines.length)) {
      lose(letters.size(), "one is larger than half of dead-letters.max-size");
      return;
    }
    try {
      store.append(lines);
      written.add(letters.size());
    } catch (IOException e) {
      pausedUntilMillis = clock.millis() + PAUSE_MILLIS;
      lose(letters.size(), e.toString());
    }
    dropped = store.dropped();
  }

  private void lose(long letters, String reason) {
    if (letters == 0) {
      return;
    }
    lost.add(letters);
    repeats
        .next("")
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "{} dead letters could not be kept so far: {}. The readings are counted all"
                        + " the same",
                    lost.sum(),
                    reason));
  }

  /** Waits until what was added before has been written; not longer than the time. */
  void flush(Duration limit) {
    if (thread == null) {
      return;
    }
    long end = System.nanoTime() + limit.toNanos();
    try {
      // Twice: who adds last may have found the thread at the end of its work.
      for (int i = 0; i < 2; i++) {
        thread.submit(() -> {}).get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.debug("Dead letters were not written in time", e);
    }
  }

  DeadLetterCounts counts() {
    return new DeadLetterCounts(written.sum(), dropped, lost.sum());
  }

  int waiting() {
    return queue.size();
  }

  @Override
  protected void doStop() throws Exception {
    flush(Duration.ofSeconds(1));
    if (thread != null) {
      thread.shutdown();
    }
  }
}
