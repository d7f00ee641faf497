package io.github.sensoringest.window;

import java.util.Arrays;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIterator;

/**
 * Percentiles of values that come one by one. Exact for up to {@value #EXACT} values; from then on
 * those of a KLL sketch of k = {@value #K}, whose rank is off by at most 1.33 % of all values in 99
 * of 100 cases, and whose size hardly grows. A percentile is always one of the values: the least
 * that so many of all do not exceed. Where the budget has no room left, there are none. Not
 * thread-safe while values are added; after that, any thread may ask for percentiles or merge it
 * into others.
 *
 * @see <a href="https://arxiv.org/abs/1603.05346">Z. Karnin, K. Lang, E. Liberty: Optimal Quantile
 *     Approximation in Streams, 2016</a>
 */
final class Percentiles {
  /** Most windows of most sensors hold fewer; a sketch takes more room than that. */
  static final int EXACT = 128;

  static final int K = 200;

  private static final int FIRST_ROOM = 4;

  /** What a sketch has room for in the end, however many values it takes in. */
  private static final int MOST_IN_A_SKETCH = 4 * K;

  private final PercentileBudget budget;
  private int reserved;

  /** The values, as long as they are few; null if there is a sketch, or no room. */
  private double[] values;

  private int size;
  private KllDoublesSketch sketch;

  Percentiles(PercentileBudget budget) {
    this.budget = budget;
    if (reserve(FIRST_ROOM)) {
      values = new double[FIRST_ROOM];
    }
  }

  private boolean reserve(int room) {
    boolean granted = budget.reserve(room);
    if (granted) {
      reserved += room;
    }
    return granted;
  }

  void add(double value) {
    if (sketch != null) {
      sketch.update(value);
    } else if (values != null && hasRoomForOneMore()) {
      if (sketch != null) {
        sketch.update(value);
      } else {
        values[size++] = value;
      }
    }
  }

  /** Makes room if need be; gives up if there is none. */
  private boolean hasRoomForOneMore() {
    if (size < values.length) {
      return true;
    }
    if (size == EXACT) {
      return toSketch();
    }
    if (!reserve(size)) {
      giveUp();
      return false;
    }
    values = Arrays.copyOf(values, 2 * size);
    return true;
  }

  private boolean toSketch() {
    if (!reserve(MOST_IN_A_SKETCH - reserved)) {
      giveUp();
      return false;
    }
    sketch = KllDoublesSketch.newHeapInstance(K);
    for (int i = 0; i < size; i++) {
      sketch.update(values[i]);
    }
    values = null;
    return true;
  }

  private void giveUp() {
    values = null;
    sketch = null;
    release();
  }

  private boolean isGivenUp() {
    return values == null && sketch == null;
  }

  /** Gives the room back. To be called once nothing is added any more; the figures stay. */
  void release() {
    budget.release(reserved);
    reserved = 0;
  }

  /** Takes in all that {@code other} has, which stays as it is. */
  void merge(Percentiles other) {
    if (isGivenUp()) {
      return;
    }
    if (other.isGivenUp()) {
      giveUp();
    } else if (other.sketch == null) {
      for (int i = 0; i < other.size; i++) {
        add(other.values[i]);
      }
    } else if (sketch != null || toSketch()) {
      synchronized (other.sketch) {
        sketch.merge(other.sketch);
      }
    }
  }

  /**
   * What is needed to go on elsewhere.
   *
   * @param values all values, or those that the sketch keeps; null if there are no percentiles
   * @param weights how many values each of them stands for; null if each stands for itself
   */
  record State(double[] values, long[] weights) {}

  State state() {
    if (isGivenUp()) {
      return new State(null, null);
    }
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

  static Percentiles of(State state, PercentileBudget budget) {
    Percentiles percentiles = new Percentiles(budget);
    if (state.values == null) {
      percentiles.giveUp();
    } else if (state.weights == null) {
      Arrays.stream(state.values).forEach(percentiles::add);
    } else if (percentiles.toSketch()) {
      for (int i = 0; i < state.values.length; i++) {
        percentiles.sketch.update(state.values[i], state.weights[i]);
      }
    }
    return percentiles;
  }

  /**
   * Returns the least value that at least this part of all values do not exceed, for each rank; NaN
   * if there was no room.
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
    double[] found = new double[ranks.length];
    if (values == null) {
      Arrays.fill(found, Double.NaN);
      return found;
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    for (int i = 0; i < ranks.length; i++) {
      // As the sketch does it: the rank of a value is the part of all that does not exceed it.
      int place = (int) Math.ceil(ranks[i] * size) - 1;
      found[i] = sorted[Math.max(0, place)];
    }
    return found;
  }
}
