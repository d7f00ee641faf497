package io.github.sensoringest.entry;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.util.function.Consumer;

/** Shows the first readings that are taken in, so that a person sees what comes. Thread-safe. */
public final class FirstReadings {
  private final Consumer<SensorReading> out;
  private int wanted;
  private volatile boolean done;

  /**
   * Creates one.
   *
   * @param wanted how many readings to show
   * @param out what shows a reading; called by one thread at a time
   */
  public FirstReadings(int wanted, Consumer<SensorReading> out) {
    this.wanted = wanted;
    this.out = requireNonNull(out, "out is null");
    this.done = wanted <= 0;
  }

  void show(ReadingBatch batch) {
    if (!done) {
      showWanted(batch);
    }
  }

  private synchronized void showWanted(ReadingBatch batch) {
    for (int i = 0; i < batch.size() && wanted > 0; i++) {
      out.accept(batch.get(i));
      wanted--;
    }
    done = wanted <= 0;
  }
}
