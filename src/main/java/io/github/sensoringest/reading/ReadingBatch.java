package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Readings that came in together from one source, every one of them checked. The entry makes it; it
 * is what the buffer holds. Immutable, and never empty.
 */
public final class ReadingBatch {
  private final String source;
  private final Windowing windowing;
  private final SensorReading[] readings;
  private final long earliest;
  private final long latest;

  /**
   * Takes over {@code readings}, which the caller must not change afterwards.
   *
   * @param earliest the least event time among the readings, in nanoseconds since the epoch
   * @param latest the greatest event time among the readings, in nanoseconds since the epoch
   */
  public ReadingBatch(String source, SensorReading[] readings, long earliest, long latest) {
    this(source, null, readings, earliest, latest);
  }

  /**
   * Takes over {@code readings}, which the caller must not change afterwards.
   *
   * @param windowing how the readings are put into windows; null for the way of the gateway
   * @param earliest the least event time among the readings, in nanoseconds since the epoch
   * @param latest the greatest event time among the readings, in nanoseconds since the epoch
   */
  public ReadingBatch(
      String source, Windowing windowing, SensorReading[] readings, long earliest, long latest) {
    this.source = requireNonNull(source, "source is null");
    this.windowing = windowing;
    this.readings = requireNonNull(readings, "readings is null");
    if (readings.length == 0) {
      throw new IllegalArgumentException("a batch holds at least one reading");
    }
    this.earliest = earliest;
    this.latest = latest;
  }

  /** Returns the id of the route that these readings came from. */
  public String source() {
    return source;
  }

  /** Returns how its readings are put into windows; null for the way of the gateway. */
  public Windowing windowing() {
    return windowing;
  }

  /** Returns how many readings it holds. */
  public int size() {
    return readings.length;
  }

  /** Returns the reading at {@code index}, in the order in which they came. */
  public SensorReading get(int index) {
    return readings[index];
  }

  /** Returns the least event time of its readings, in nanoseconds since the epoch. */
  public long earliest() {
    return earliest;
  }

  /** Returns the greatest event time of its readings, in nanoseconds since the epoch. */
  public long latest() {
    return latest;
  }

  /** Returns a batch of the same source with these readings, of which there must be some. */
  public ReadingBatch part(List<SensorReading> part) {
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (SensorReading reading : part) {
      least = Math.min(least, reading.epochNanos());
      greatest = Math.max(greatest, reading.epochNanos());
    }
    return new ReadingBatch(source, windowing, part.toArray(new SensorReading[0]), least, greatest);
  }

  @Override
  public String toString() {
    return "ReadingBatch[" + readings.length + " from " + source + "]";
  }
}
