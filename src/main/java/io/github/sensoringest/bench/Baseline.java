package io.github.sensoringest.bench;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.PercentileBudget;
import io.github.sensoringest.window.RunningStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * What plain Java does without a gateway around it: a bounded queue, one consumer, and a hash map
 * of running statistics. It checks nothing, closes no windows, and keeps no books.
 */
final class Baseline implements Contender, AutoCloseable {
  /** Tells when all that was sent before it has been consumed. */
  private record Marker(CountDownLatch reached) {}

  private final BlockingQueue<Object> queue;
  private final Map<String, RunningStatistics> statistics = new HashMap<>();
  private final PercentileBudget percentiles;
  private final Thread consumer;

  Baseline(int capacity, PercentileBudget percentiles) {
    this.percentiles = percentiles;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.consumer = new Thread(this::consume, "baseline");
    consumer.setDaemon(true);
    consumer.start();
  }

  @Override
  public void send(int producer, Object message) throws InterruptedException {
    queue.put(message);
  }

  private void consume() {
    try {
      while (true) {
        Object message = queue.take();
        if (message instanceof SensorReading reading) {
          add(reading);
        } else if (message instanceof List<?> readings) {
          for (Object reading : readings) {
            add((SensorReading) reading);
          }
        } else {
          ((Marker) message).reached().countDown();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void awaitQuiet() throws InterruptedException {
    Marker marker = new Marker(new CountDownLatch(1));
    queue.put(marker);
    marker.reached().await();
  }

  /** To be called while it is quiet. */
  @Override
  public long counted() {
    return statistics.values().stream().mapToLong(RunningStatistics::count).sum();
  }

  @Override
  public void close() {
    consumer.interrupt();
  }

  private void add(SensorReading reading) {
    RunningStatistics sensor = statistics.get(reading.sensorId());
    if (sensor == null) {
      sensor = new RunningStatistics(percentiles);
      statistics.put(reading.sensorId(), sensor);
    }
    sensor.add(reading.value(), reading.epochNanos());
  }
}
