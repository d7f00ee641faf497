package io.github.sensoringest.window;

/**
 * The figures of at least one value. Immutable.
 *
 * @param count how many values
 * @param sum their sum
 * @param mean their arithmetic mean
 * @param min the least
 * @param max the greatest
 * @param standardDeviation the sample standard deviation (divisor n - 1); NaN for a single value
 * @param first the value measured first
 * @param last the value measured last
 * @param p50 the median; it and the next two are NaN if there was no room to work them out
 * @param p95 the value that 95 % of all do not exceed
 * @param p99 the value that 99 % of all do not exceed
 */
public record Statistics(
    long count,
    double sum,
    double mean,
    double min,
    double max,
    double standardDeviation,
    double first,
    double last,
    double p50,
    double p95,
    double p99) {}
