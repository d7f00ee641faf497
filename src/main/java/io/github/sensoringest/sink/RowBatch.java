package io.github.sensoringest.sink;

import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.WindowSummary;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows on their way to the sinks, such as those of a closed window. Thread-safe. */
final class RowBatch {
  private final String key;
  private final List<?> rows;
  private final Runnable onTaken;

  /** How many sinks are waited for, and one until it has been handed to all of them. */
  private final AtomicInteger missing = new AtomicInteger(1);

  /**
   * Creates one.
   *
   * @param key tells it from others of its kind, for a person
   * @param onTaken is run when the last sink that is waited for takes it after it was handed out
   */
  RowBatch(String key, List<?> rows, Runnable onTaken) {
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

  /** Returns how many readings its rows stand for; an alarm stands for none. */
  long readings() {
    long readings = 0;
    for (Object row : rows) {
      if (row instanceof WindowSummary summary) {
        readings += summary.count();
      } else if (row instanceof SourcedReading) {
        readings++;
      }
    }
    return readings;
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
