package io.github.sensoringest.window;

import io.github.sensoringest.reading.SensorReading;

/** Fails the test if a table refuses a reading. */
final class NothingRefused implements WindowTable.Listener {
  @Override
  public void firstOf(String sensorId) {}

  @Override
  public void unitChanged(SensorReading reading, String expected) {
    throw new AssertionError(reading);
  }

  @Override
  public void tooManySensors(SensorReading reading, int sensors) {
    throw new AssertionError(reading);
  }

  @Override
  public void failed(SensorReading reading, RuntimeException cause) {
    throw new AssertionError(reading.toString(), cause);
  }
}
