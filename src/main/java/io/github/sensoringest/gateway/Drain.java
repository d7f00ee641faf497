package io.github.sensoringest.gateway;

import io.github.sensoringest.config.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orderly stop: first the sources, then the buffer, then the windows, then the sinks. It runs
 * while every route still works, because Camel's own ways to complete aggregates at a stop come
 * after the routes behind them have stopped, and lose what is in the buffer.
 */
final class Drain {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final long LOOK_MILLIS = 5;

  private final Sources sources;
  private final BooleanSupplier bufferEmpty;
  private final BooleanSupplier windowsClosed;
  private final BooleanSupplier allTaken;
  private final Duration limit;
  private final Supplier<String> leftovers;

  /**
   * Creates one.
   *
   * @param bufferEmpty tells whether every reading that was received has reached its window
   * @param windowsClosed closes all windows and tells whether the required sinks have taken them
   * @param allTaken tells whether the best-effort sinks have taken theirs, too
   * @param limit how long it may take
   * @param leftovers says, for a person, what is left when the time was too short
   */
  Drain(
      Sources sources,
      BooleanSupplier bufferEmpty,
      BooleanSupplier windowsClosed,
      BooleanSupplier allTaken,
      Duration limit,
      Supplier<String> leftovers) {
    this.sources = sources;
    this.bufferEmpty = bufferEmpty;
    this.windowsClosed = windowsClosed;
    this.allTaken = allTaken;
    this.limit = limit;
    this.leftovers = leftovers;
  }

  /** Drains; when it returns, the ledger no longer moves, unless the time was too short. */
  void run(CamelContext context) {
    long deadline = System.nanoTime() + limit.toNanos();
    // What is in the windows is not to suffer from a source that hangs.
    long earlier = deadline - limit.toNanos() / 4;
    sources.suspend();
    boolean drained =
        await(() -> sources.inFlight() == 0 && bufferEmpty.getAsBoolean(), earlier)
            & await(windowsClosed, deadline);
    if (!drained) {
      LOG.error(
          "Not drained within {} (shutdown.timeout): {}", Durations.format(limit), leftovers.get());
      // What Camel would wait for now has had its time.
      context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
      context.getShutdownStrategy().setTimeout(1);
      context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
      context.getExecutorServiceManager().setShutdownAwaitTermination(TimeUnit.SECONDS.toMillis(1));
    } else {
      // A stop is not to take its full time because of a sink whose losses do not matter.
      await(allTaken, Math.min(deadline, System.nanoTime() + limit.toNanos() / 4));
    }
  }

  private static boolean await(BooleanSupplier condition, long deadline) {
    // Twice in a row, since the condition looks at one thing after the other while they move.
    int met = 0;
    while (met < 2) {
      met = condition.getAsBoolean() ? met + 1 : 0;
      if (System.nanoTime() >= deadline) {
        return met > 0;
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
