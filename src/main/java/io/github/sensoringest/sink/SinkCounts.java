package io.github.sensoringest.sink;

/**
 * What became of the rows that were meant for a sink. Immutable.
 *
 * @param sink the name of its endpoint, such as {@code sink-log}
 * @param takenRows rows that it has taken
 * @param lostRows rows that it did not take and that were given up
 * @param lostReadings how many readings these rows stood for
 */
public record SinkCounts(String sink, long takenRows, long lostRows, long lostReadings) {}
