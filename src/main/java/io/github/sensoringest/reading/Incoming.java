package io.github.sensoringest.reading;

import java.util.Collection;

/** What a sensor's route may send in place of a batch of readings. */
public final class Incoming {
  private static final String NO_ROUTE = "direct";
  private static final String NO_UNIT = "";

  private Incoming() {}

  /** Returns the source of what came from the route, which is its id; {@code direct} for null. */
  public static String source(String routeId) {
    return routeId == null ? NO_ROUTE : routeId;
  }

  /**
   * Returns what {@code body} holds, one after the other: the elements of a collection or an array,
   * else the body itself. A bare number is a reading of the sensor that its source is named after,
   * taken now; a number among other things is none. The array may be the body's own.
   *
   * @param nowMillis what a bare number is dated, in epoch milliseconds
   */
  public static Object[] candidates(String source, Object body, long nowMillis) {
    if (body instanceof Collection<?> collection) {
      return collection.toArray();
    }
    if (body instanceof Object[] array) {
      return array;
    }
    if (body instanceof Number number) {
      return new Object[] {
        SensorReading.ofMillis(source, nowMillis, number.doubleValue(), NO_UNIT)
      };
    }
    return new Object[] {body};
  }
}
