package io.github.sensoringest.format;

import java.time.Clock;

/**
 * How the records of one payload are read.
 *
 * @param template the sensors' ids, with all filled in that is known of the payload
 * @param clock tells when a reading was taken that has no time of its own
 */
record Plan(DecodeOptions options, SensorIdTemplate template, Clock clock) {}
