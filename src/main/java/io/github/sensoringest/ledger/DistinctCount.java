package io.github.sensoringest.ledger;

import java.util.HashSet;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;

/**
 * Counts different names in bounded space: exactly up to {@value #EXACT} of them, and beyond that
 * by a HyperLogLog sketch, whose estimate is off by less than 5 % in 99 of 100 cases. Thread-safe.
 */
final class DistinctCount {
  static final int EXACT = 10_000;

  /** 4,096 registers of a byte each: a standard error of 1.6 %. */
  private static final int LOG_REGISTERS = 12;

  private Set<String> names = new HashSet<>();
  private HllSketch sketch;

  synchronized void add(String name) {
    if (sketch != null) {
      sketch.update(name);
      return;
    }
    names.add(name);
    if (names.size() > EXACT) {
      sketch = new HllSketch(LOG_REGISTERS);
      names.forEach(sketch::update);
      names = null;
    }
  }

  /** Returns how many different names there were. */
  synchronized long count() {
    return sketch == null ? names.size() : Math.round(sketch.getEstimate());
  }

  synchronized boolean isEstimate() {
    return sketch != null;
  }
}
