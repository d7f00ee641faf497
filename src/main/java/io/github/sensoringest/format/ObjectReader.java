package io.github.sensoringest.format;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Makes readings of the objects of a payload, in their order. Not thread-safe. */
interface ObjectReader {
  /**
   * Reads an object, which the parser has just begun, to its end.
   *
   * @return a {@code SensorReading}, a {@link Problem}, or null if it is neither
   */
  Object read(JsonParser json) throws IOException;

  /** Returns an object that is right, for those who have to write one. */
  String example();

  /** Returns one more reading of the object that was read last, or null. */
  Object more();

  /**
   * Returns a payload that holds nothing but the object that was read last and is a problem.
   *
   * @param record the object as it was written in JSON
   */
  String alone(String record);
}
