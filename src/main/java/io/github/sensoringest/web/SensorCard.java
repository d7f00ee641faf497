package io.github.sensoringest.web;

import io.github.sensoringest.alarm.Alarm;
import java.util.List;

/**
 * What there is to show of one sensor at one moment. Immutable.
 *
 * @param source the id of its route
 * @param sensorId the sensor
 * @param unit the unit of its values; empty if it has none
 * @param value the last value that is known; NaN if none is
 * @param measuredMillis when that was measured, in epoch milliseconds
 * @param seenMillis when something was heard of the sensor last, by the clock of this machine
 * @param rate readings per second in its last window; NaN as long as none has closed
 * @param flagged how many of the readings of its last window were flagged by a quality step
 * @param means the means of its last windows, the oldest first; not to be changed
 * @param alarms the alarms that are raised about it
 */
record SensorCard(
    String source,
    String sensorId,
    String unit,
    double value,
    long measuredMillis,
    long seenMillis,
    double rate,
    long flagged,
    float[] means,
    List<Alarm> alarms) {
  /** The kind of the alarm of one that is silent. */
  static final String SILENCE = "silence";

  /** Returns whether it has not reported for too long, as its route says. */
  boolean isSilent() {
    return alarms.stream().anyMatch(alarm -> alarm.kind().equals(SILENCE));
  }
}
