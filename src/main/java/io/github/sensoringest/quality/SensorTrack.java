package io.github.sensoringest.quality;

import io.github.sensoringest.reading.QualityFlag;

/** What a quality action remembers of a sensor: the reading before, and its alarms. */
final class SensorTrack extends Remembered {
  private static final double NANOS_PER_SECOND = 1e9;

  private boolean hasLast;
  private double last;
  private long lastNanos;
  private int sames;
  private long sameSinceNanos;

  /** The bits of the flags whose alarm is raised. */
  private int raised;

  private int[] goodInARow;

  SensorTrack(String sensorId) {
    super(sensorId);
  }

  /** Returns whether a reading of this moment can be held against the one before. */
  boolean isComparable(long epochNanos) {
    return !hasLast || epochNanos >= lastNanos;
  }

  /** Returns what is found when a value is held against the one before. */
  int compare(double value, long epochNanos, QualityLimits limits) {
    if (!hasLast) {
      return 0;
    }
    int found = 0;
    double change = Math.abs(value - last);
    if (change > limits.maxStep()) {
      found |= QualityFlag.STEP.bit();
    }
    long elapsed = epochNanos - lastNanos;
    if (elapsed > 0 && change / (elapsed / NANOS_PER_SECOND) > limits.maxRate()) {
      found |= QualityFlag.RATE.bit();
    }
    if (value == last
        && (limits.stuckReadings() > 0 && sames + 1 >= limits.stuckReadings()
            || limits.stuckNanos() > 0 && epochNanos - sameSinceNanos >= limits.stuckNanos())) {
      found |= QualityFlag.STUCK.bit();
    }
    return found;
  }

  /** Makes the value the one that the next is held against. */
  void remember(double value, long epochNanos) {
    if (hasLast && value == last) {
      sames++;
    } else {
      sames = 1;
      sameSinceNanos = epochNanos;
    }
    hasLast = true;
    last = value;
    lastNanos = epochNanos;
  }

  /** Returns the value before. */
  double last() {
    return last;
  }

  int raised() {
    return raised;
  }

  void raise(QualityFlag flag) {
    raised |= flag.bit();
    bad(flag);
  }

  void clear(QualityFlag flag) {
    raised &= ~flag.bit();
  }

  void bad(QualityFlag flag) {
    if (goodInARow == null) {
      goodInARow = new int[QualityFlag.values().length];
    }
    goodInARow[flag.ordinal()] = 0;
  }

  /** Returns how many readings in a row have now been good, since the alarm was raised. */
  int good(QualityFlag flag) {
    return ++goodInARow[flag.ordinal()];
  }
}
