package io.github.sensoringest.sink;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a sink is at one moment. Immutable.
 *
 * @param sink the name of its endpoint, such as {@code sink-log}
 * @param required whether nothing of it may be lost
 * @param waitingRows rows that wait for it
 * @param present whether there is a route for it
 * @param failure what it failed with last, if it has taken nothing since
 * @param counts what became of its rows
 */
public record SinkStatus(
    String sink,
    boolean required,
    long waitingRows,
    boolean present,
    Optional<String> failure,
    SinkCounts counts) {
  /** Checks that all is there. */
  public SinkStatus {
    requireNonNull(sink, "sink is null");
    requireNonNull(failure, "failure is null");
    requireNonNull(counts, "counts is null");
  }

  /** Returns whether it fails, and its route has not been taken away. */
  public boolean fails() {
    return present && failure.isPresent();
  }
}
