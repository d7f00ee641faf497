package io.github.sensoringest.format;

import java.time.Clock;

/**
 * How the records of one payload are read.
 *
 * @param template the sensors' ids, with all filled in that is known of the payload
 * @param ids ids that were made with the template
 * @param units names of units
 * @param clock tells when a reading was taken that has no time of its own
 */
record Plan(
    DecodeOptions options,
    SensorIdTemplate template,
    TextCache ids,
    TextCache units,
    JsonPaths paths,
    Clock clock) {

  /** Returns what reads times; {@code auto} is what that stands for in the format. */
  Timestamps timestamps(String auto) {
    return Timestamps.of(options.timestampUnit(), auto);
  }
}
