package io.github.sensoringest.quality;

/** What an action remembers of one sensor. Guarded by the lock of its {@link SensorMemory}. */
class Remembered {
  private final String sensorId;
  private long heardNanos;

  Remembered(String sensorId) {
    this.sensorId = sensorId;
  }

  final String sensorId() {
    return sensorId;
  }

  /** Returns when the sensor was last heard, by a clock that never jumps. */
  final long heardNanos() {
    return heardNanos;
  }

  final void heard(long nanos) {
    heardNanos = nanos;
  }
}
