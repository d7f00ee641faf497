package io.github.sensoringest.bench;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What differs between the windows that there should be and those that the sinks received. */
public final class Differences {
  /** Rounding alone; both sides add up in different orders. */
  private static final double ROUNDING = 1e-9;

  /** Up to so many values percentiles are exact. */
  private static final int EXACT_PERCENTILES = 128;

  /** Three times what 99 of 100 percentiles of a sketch keep within. */
  private static final double RANK_ERROR = 0.04;

  private final List<String> found = new ArrayList<>();

  private Differences() {}

  /**
   * Compares each window of one source, with its last revision.
   *
   * @param received what the sinks received of that source, in any order
   * @return a sentence for each difference; nothing if all is as it should be
   */
  public static List<String> between(PlainWindows expected, Collection<WindowSummary> received) {
    Differences differences = new Differences();
    Map<PlainWindows.Window, WindowSummary> last = differences.lastRevisions(received);
    expected.windows().forEach((window, readings) -> differences.compare(window, readings, last));
    last.keySet().stream()
        .filter(window -> !expected.windows().containsKey(window))
        .forEach(window -> differences.found.add(describe(window) + " should not be there"));
    return differences.found;
  }

  private Map<PlainWindows.Window, WindowSummary> lastRevisions(
      Collection<WindowSummary> received) {
    Map<PlainWindows.Window, WindowSummary> last = new TreeMap<>();
    for (WindowSummary row : received) {
      PlainWindows.Window window =
          new PlainWindows.Window(
              row.sensorId(), EpochNanos.of(row.start()), EpochNanos.of(row.end()));
      WindowSummary before = last.get(window);
      if (before != null && before.revision() == row.revision()) {
        found.add(describe(window) + " came twice with revision " + row.revision());
      }
      if (before == null || row.revision() > before.revision()) {
        last.put(window, row);
      }
    }
    return last;
  }

  private void compare(
      PlainWindows.Window window,
      List<SensorReading> readings,
      Map<PlainWindows.Window, WindowSummary> received) {
    WindowSummary row = received.get(window);
    if (row == null) {
      found.add(describe(window) + " with " + readings.size() + " readings is missing");
      return;
    }
    double[] values = readings.stream().mapToDouble(SensorReading::value).toArray();
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    Statistics is = row.statistics();
    differs(window, "count", values.length, is.count());
    differs(window, "sum", mean * values.length, is.sum());
    differs(window, "mean", mean, is.mean());
    differs(window, "min", Arrays.stream(values).min().orElseThrow(), is.min());
    differs(window, "max", Arrays.stream(values).max().orElseThrow(), is.max());
    differs(
        window,
        "standard deviation",
        values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1)),
        is.standardDeviation());
    long[] times = readings.stream().mapToLong(SensorReading::epochNanos).sorted().toArray();
    measuredAt(window, "first", times[0], readings, is.first());
    measuredAt(window, "last", times[times.length - 1], readings, is.last());
    differs(
        window,
        "flagged",
        readings.stream().filter(reading -> reading.flags() != 0).count(),
        row.flagged());
    percentile(window, 0.5, values, is.p50());
    percentile(window, 0.95, values, is.p95());
    percentile(window, 0.99, values, is.p99());
  }

  /** Of several readings of the same time any will do: sessions that come together mix them. */
  private void measuredAt(
      PlainWindows.Window window,
      String figure,
      long time,
      List<SensorReading> readings,
      double is) {
    if (readings.stream().noneMatch(r -> r.epochNanos() == time && r.value() == is)) {
      found.add(describe(window) + " has " + figure + " " + is + ", which is no value of then");
    }
  }

  private void percentile(PlainWindows.Window window, double rank, double[] values, double is) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double slack = sorted.length <= EXACT_PERCENTILES ? 0 : RANK_ERROR;
    double least = sorted[place(rank - slack, sorted.length)];
    double greatest = sorted[place(rank + slack, sorted.length)];
    if (is < least || is > greatest) {
      found.add(
          describe(window)
              + " has percentile "
              + rank
              + " "
              + is
              + ", not "
              + least
              + " to "
              + greatest);
    }
  }

  private static int place(double rank, int size) {
    return Math.min(size - 1, Math.max(0, (int) Math.ceil(rank * size) - 1));
  }

  private void differs(PlainWindows.Window window, String figure, double wanted, double is) {
    double scale = Math.max(1, Math.abs(wanted));
    boolean same =
        Double.isNaN(wanted) ? Double.isNaN(is) : Math.abs(is - wanted) <= ROUNDING * scale;
    if (!same) {
      found.add(describe(window) + " has " + figure + " " + is + ", not " + wanted);
    }
  }

  private static String describe(PlainWindows.Window window) {
    return window.sensorId()
        + " from "
        + EpochNanos.toInstant(window.start())
        + " to "
        + EpochNanos.toInstant(window.end());
  }
}
