package io.github.sensoringest.bench;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the messages of one producer: fresh readings, dated now, of its share of the sensors in
 * turn. Both sides of the comparison make them alike, and pay for it alike. Not thread-safe.
 */
final class Load {
  private static final int VALUES = 4096;

  private final String[] sensorIds;
  private final double[] values = new double[VALUES];
  private final int batch;
  private int nextSensor;
  private int nextValue;

  /**
   * Creates the load of one producer.
   *
   * @param producer its number, from 0
   * @param producers how many share the sensors
   */
  Load(int sensors, int batch, int producer, int producers) {
    List<String> ids = new ArrayList<>();
    for (int sensor = producer; sensor < sensors; sensor += producers) {
      ids.add(String.format("BENCH_%06d", sensor));
    }
    this.sensorIds = ids.toArray(new String[0]);
    this.batch = batch;
    Random random = new Random(producer);
    for (int i = 0; i < VALUES; i++) {
      values[i] = 50 + 10 * random.nextGaussian();
    }
  }

  /** Returns the next message: a reading, or a list of them if the batch is of more than one. */
  Object next() {
    long now = EpochNanos.ofMillis(System.currentTimeMillis());
    if (batch == 1) {
      return reading(now);
    }
    List<SensorReading> readings = new ArrayList<>(batch);
    for (int i = 0; i < batch; i++) {
      readings.add(reading(now));
    }
    return readings;
  }

  private SensorReading reading(long now) {
    String sensorId = sensorIds[nextSensor];
    nextSensor = nextSensor + 1 == sensorIds.length ? 0 : nextSensor + 1;
    nextValue = (nextValue + 1) & (VALUES - 1);
    return new SensorReading(sensorId, now, values[nextValue], "celsius");
  }
}
