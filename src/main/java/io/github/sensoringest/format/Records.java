package io.github.sensoringest.format;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.io.Closeable;
import java.io.IOException;

/**
 * The records of one payload, read one after the other in constant memory. What is wrong with a
 * payload comes as a {@link Malformed}, never as an exception. Not thread-safe.
 */
public interface Records extends Closeable {
  /**
   * Returns the next record: a {@link SensorReading}, or a {@link Malformed} in place of one that
   * cannot be read; null at the end.
   *
   * @throws IOException if the payload's stream fails
   */
  Object next() throws IOException;

  /**
   * Returns how many bytes of the payload have been used up by the records returned so far. In a
   * format of lines, a payload can be read on from there if its lines before have all been
   * returned.
   */
  long offset();
}
