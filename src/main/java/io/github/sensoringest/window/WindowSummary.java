package io.github.sensoringest.window;

import java.time.Duration;
import java.time.Instant;

/**
 * What one sensor reported in one window: a row of what sinks receive. Source, sensor, start and
 * length tell a window from all others; a later summary of the same window, with more readings in
 * it, has a higher revision. Immutable.
 *
 * @param source the id of the sensor's route
 * @param sensorId the sensor
 * @param start the beginning of the window, inclusive
 * @param end the end of the window, exclusive
 * @param unit the unit of the values; empty if none was given
 * @param revision how often the window has been summarized before; 0 at first
 * @param flagged how many of the readings have a {@code QualityFlag}
 * @param statistics the figures of the values, in {@code unit}
 */
public record WindowSummary(
    String source,
    String sensorId,
    Instant start,
    Instant end,
    String unit,
    int revision,
    long flagged,
    Statistics statistics) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Returns how many readings are in it. */
  public long count() {
    return statistics.count();
  }

  /** Returns the time from start to end. */
  public Duration length() {
    return Duration.between(start, end);
  }

  /** Returns how many readings there were for each second of the window. */
  public double rate() {
    return statistics.count() / (length().toNanos() / NANOS_PER_SECOND);
  }
}
