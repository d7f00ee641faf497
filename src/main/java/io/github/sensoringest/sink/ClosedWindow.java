package io.github.sensoringest.sink;

import io.github.sensoringest.window.WindowSummary;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed window on its way to the sinks. Thread-safe. */
final class ClosedWindow {
  private final String key;
  private final List<?> rows;
  private final Runnable onTaken;

  /** How many sinks are waited for, and one until it has been handed to all of them. */
  private final AtomicInteger missing = new AtomicInteger(1);

  /**
   * Creates one.
   *
   * @param key tells it from other windows, for a person
   * @param onTaken is run when the last sink that is waited for takes it after it was handed out
   */
  ClosedWindow(String key, List<?> rows, Runnable onTaken) {
    this.key = key;
    // Several sinks get it at the same time.
    this.rows = Collections.unmodifiableList(rows);
    this.onTaken = onTaken;
  }

  String key() {
    return key;
  }

  List<?> rows() {
    return rows;
  }

  long readings() {
    return rows.stream().mapToLong(row -> ((WindowSummary) row).count()).sum();
  }

  /** One more sink has to take it. */
  void awaitOne() {
    missing.incrementAndGet();
  }

  /** A sink that was waited for has taken it, or is not waited for any more. */
  void taken() {
    if (missing.decrementAndGet() == 0) {
      onTaken.run();
    }
  }

  /** Every sink has it in its queue; returns whether all that were waited for have taken it. */
  boolean handedOut() {
    return missing.decrementAndGet() == 0;
  }
}
