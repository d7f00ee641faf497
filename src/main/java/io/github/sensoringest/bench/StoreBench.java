package io.github.sensoringest.bench;

import io.github.sensoringest.store.Store;
import io.github.sensoringest.window.RunningStatistics;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures how many rows of windows a store takes. */
public final class StoreBench {
  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** So many different readings are in the windows. */
  private static final int VALUES = 200;

  /**
   * What came out.
   *
   * @param rows how many rows were written while it was measured
   * @param rowsPerSecond how many a second
   * @param slowestMillis how long the slowest transaction took
   * @param countsAgree whether the store has all rows that were written, each once
   */
  public record Result(long rows, double rowsPerSecond, long slowestMillis, boolean countsAgree) {}

  private final int sensors;
  private final int rowsAtOnce;
  private final Statistics statistics;
  private final List<String> ids = new ArrayList<>();
  private long next;

  /**
   * Creates one.
   *
   * @param sensors how many different sensors; each has a row in every window
   * @param rowsAtOnce how many rows a transaction writes
   */
  public StoreBench(int sensors, int rowsAtOnce) {
    this.sensors = sensors;
    this.rowsAtOnce = rowsAtOnce;
    RunningStatistics values = new RunningStatistics();
    for (int i = 0; i < VALUES; i++) {
      values.add(50 + Math.sin(i) * 10, i);
    }
    this.statistics = values.statistics();
    for (int i = 0; i < sensors; i++) {
      ids.add("BENCH_" + i);
    }
  }

  /** Fills a store, which must be empty, for a while, and closes it. */
  public Result run(Store store, Duration warmUp, Duration time) {
    try (store) {
      fill(store, warmUp);
      long before = next;
      long began = System.nanoTime();
      long slowest = fill(store, time);
      double seconds = (System.nanoTime() - began) / 1e9;
      long rows = next - before;
      return new Result(
          rows, rows / seconds, TimeUnit.NANOSECONDS.toMillis(slowest), store.count() == next);
    }
  }

  /** Returns how long the slowest transaction took. */
  private long fill(Store store, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long slowest = 0;
    do {
      List<WindowSummary> rows = new ArrayList<>(rowsAtOnce);
      for (int i = 0; i < rowsAtOnce; i++) {
        rows.add(row());
      }
      long began = System.nanoTime();
      store.write(rows);
      slowest = Math.max(slowest, System.nanoTime() - began);
      // The first window of a sensor has to make it known, which is not what is measured.
    } while (System.nanoTime() < end || next < sensors);
    return slowest;
  }

  private WindowSummary row() {
    Instant start = BEGIN.plus(LENGTH.multipliedBy(next / sensors));
    String sensor = ids.get((int) (next % sensors));
    next++;
    return new WindowSummary(
        "bench", sensor, start, start.plus(LENGTH), "celsius", 0, 0, statistics);
  }
}
