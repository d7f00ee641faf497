package io.github.sensoringest.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends readings from several threads, as fast as they are taken, for a round at a time. */
final class Rounds {
  /**
   * What came out of one.
   *
   * @param readings how many were sent and taken
   */
  record Round(long readings, double perSecond) {}

  private final int sensors;
  private final int batch;
  private final int producers;

  Rounds(int sensors, int batch, int producers) {
    this.sensors = sensors;
    this.batch = batch;
    this.producers = producers;
  }

  /** Runs one for that long, and until all that was sent is in the statistics. */
  Round run(Contender contender, double seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(producers);
    try {
      long began = System.nanoTime();
      long end = began + (long) (seconds * 1e9);
      List<Callable<Long>> tasks = new ArrayList<>();
      for (int i = 0; i < producers; i++) {
        int producer = i;
        tasks.add(() -> produce(contender, producer, end));
      }
      long messages = 0;
      for (Future<Long> sent : threads.invokeAll(tasks)) {
        messages += sent.get();
      }
      contender.awaitQuiet();
      long readings = messages * batch;
      return new Round(readings, readings / ((System.nanoTime() - began) / 1e9));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a producer failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private long produce(Contender contender, int producer, long end) throws Exception {
    Load load = new Load(sensors, batch, producer, producers);
    long messages = 0;
    do {
      // The clock is asked now and then only: it costs as much as a message does.
      for (int i = 0; i < 64; i++) {
        contender.send(producer, load.next());
      }
      messages += 64;
    } while (System.nanoTime() < end);
    return messages;
  }
}
