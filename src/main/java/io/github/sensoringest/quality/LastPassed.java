package io.github.sensoringest.quality;

import io.github.sensoringest.reading.SensorReading;
import java.util.Objects;

/** The last reading of a sensor that a deadband has passed on. */
final class LastPassed extends Remembered {
  private SensorReading last;

  /** Greater than that of {@link #last} if a later reading had passed before that. */
  private long latestNanos = Long.MIN_VALUE;

  LastPassed(String sensorId) {
    super(sensorId);
  }

  /** Returns whether a reading is to be passed on. What is marked otherwise is news, too. */
  boolean passes(SensorReading reading, Deadband deadband) {
    return last == null
        || deadband.isExceeded(last.value(), reading.value())
        || reading.epochNanos() - latestNanos >= deadband.heartbeatNanos()
        || reading.flags() != last.flags()
        || !Objects.equals(reading.unit(), last.unit());
  }

  void passed(SensorReading reading) {
    last = reading;
    latestNanos = Math.max(latestNanos, reading.epochNanos());
  }

  void forget() {
    last = null;
    latestNanos = Long.MIN_VALUE;
  }
}
