package io.github.sensoringest.window;

import java.util.Arrays;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/**
 * Percentiles of values that come one by one. Exact for up to {@value #EXACT} values; from then on
 * those of a KLL sketch of k = {@value #K}, whose rank is off by at most 1.33 % of all values in 99
 * of 100 cases, and whose size hardly grows. A percentile is always one of the values: the least
 * that so many of all do not exceed. Not thread-safe while values are added; after that, any thread
 * may ask for percentiles or merge it into others.
 *
 * @see <a href="https://arxiv.org/abs/1603.05346">Z. Karnin, K. Lang, E. Liberty: Optimal Quantile
 *     Approximation in Streams, 2016</a>
 */
final class Percentiles {
  /** Most windows of most sensors hold fewer; a sketch takes more room than that. */
  static final int EXACT = 128;

  static final int K = 200;

  private static final int FIRST_ROOM = 4;

  private double[] values = new double[FIRST_ROOM];
  private int size;
  private KllDoublesSketch sketch;

  void add(double value) {
    if (sketch != null) {
      sketch.update(value);
    } else if (size < EXACT) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    } else {
      toSketch();
      sketch.update(value);
    }
  }

  private void toSketch() {
    sketch = KllDoublesSketch.newHeapInstance(K);
    for (int i = 0; i < size; i++) {
      sketch.update(values[i]);
    }
    values = null;
  }

  /** Takes in all that {@code other} has, which stays as it is. */
  void merge(Percentiles other) {
    if (other.sketch != null) {
      if (sketch == null) {
        toSketch();
      }
      synchronized (other.sketch) {
        sketch.merge(other.sketch);
      }
    } else {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
    }
  }

  /**
   * What is needed to go on elsewhere.
   *
   * @param values all values, or those that the sketch keeps
   * @param weights how many values each of them stands for; null if each stands for itself
   */
  record State(double[] values, long[] weights) {}

  State state() {
    if (sketch == null) {
      return new State(Arrays.copyOf(values, size), null);
    }
    synchronized (sketch) {
      double[] kept = new double[sketch.getNumRetained()];
      long[] weights = new long[kept.length];
      QuantilesDoublesSketchIterator iterator = sketch.iterator();
      for (int i = 0; iterator.next(); i++) {
        kept[i] = iterator.getQuantile();
        weights[i] = iterator.getWeight();
      }
      return new State(kept, weights);
    }
  }

  static Percentiles of(State state) {
    Percentiles percentiles = new Percentiles();
    if (state.weights == null) {
      Arrays.stream(state.values).forEach(percentiles::add);
    } else {
      percentiles.toSketch();
      for (int i = 0; i < state.values.length; i++) {
        percentiles.sketch.update(state.values[i], state.weights[i]);
      }
    }
    return percentiles;
  }

  /**
   * Returns the least value that at least this part of all values do not exceed, for each rank.
   *
   * @param ranks from 0 to 1
   */
  double[] at(double... ranks) {
    if (sketch != null) {
      // The sketch sorts in place when it is asked.
      synchronized (sketch) {
        return sketch.getQuantiles(ranks, QuantileSearchCriteria.INCLUSIVE);
      }
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    double[] found = new double[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      // As the sketch does it: the rank of a value is the part of all that does not exceed it.
      int place = (int) Math.ceil(ranks[i] * size) - 1;
      found[i] = sorted[Math.max(0, place)];
    }
    return found;
  }
}
