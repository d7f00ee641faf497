package io.github.sensoringest.window;

import java.time.Instant;

/**
 * What one sensor reported in one window: a row of what sinks receive. Immutable.
 *
 * @param source the id of the sensor's route
 * @param sensorId the sensor
 * @param start the beginning of the window, inclusive
 * @param end the end of the window, exclusive
 * @param count how many readings
 * @param mean their arithmetic mean, in {@code unit}
 * @param min the least value
 * @param max the greatest value
 * @param standardDeviation the sample standard deviation; NaN for a single reading
 * @param unit the unit of the values; empty if none was given
 */
public record WindowSummary(
    String source,
    String sensorId,
    Instant start,
    Instant end,
    long count,
    double mean,
    double min,
    double max,
    double standardDeviation,
    String unit) {}
