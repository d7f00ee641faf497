package io.github.sensoringest.window;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many values are kept in memory for percentiles, over all windows together. A value is
 * 8 bytes. Thread-safe.
 */
public final class PercentileBudget {
  private final AtomicLong left;

  /** Creates one of so many values. */
  public PercentileBudget(long values) {
    this.left = new AtomicLong(values);
  }

  /** Takes room for so many values; returns false if there is not so much. */
  boolean reserve(int values) {
    if (left.addAndGet(-values) >= 0) {
      return true;
    }
    left.addAndGet(values);
    return false;
  }

  void release(int values) {
    left.addAndGet(values);
  }

  /** Returns for how many values there is room left. */
  long left() {
    return left.get();
  }
}
