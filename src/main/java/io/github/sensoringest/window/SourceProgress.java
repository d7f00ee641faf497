package io.github.sensoringest.window;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How far the windows of a source have come. Immutable.
 *
 * @param source the id of the sensor's route
 * @param openWindows how many of its windows are open
 * @param closedUpToNanos windows that end here or before take no more readings, in nanoseconds
 *     since the epoch; empty if none has ever been closed
 * @param lastReadingMillis when its last reading came to its window, in epoch milliseconds
 */
public record SourceProgress(
    String source, int openWindows, OptionalLong closedUpToNanos, long lastReadingMillis) {
  /** Checks that all is there. */
  public SourceProgress {
    requireNonNull(source, "source is null");
    requireNonNull(closedUpToNanos, "closedUpToNanos is null");
  }
}
