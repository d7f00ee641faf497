package io.github.sensoringest.store;

import java.util.Comparator;

/** A stretch of time that windows cover, in nanoseconds since the epoch. */
record Span(long startNanos, long lengthNanos) implements Comparable<Span> {
  private static final Comparator<Span> ORDER =
      Comparator.comparingLong(Span::startNanos).thenComparingLong(Span::lengthNanos);

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }
}
