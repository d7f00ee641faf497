package io.github.sensoringest;

import io.github.sensoringest.window.RunningStatistics;
import io.github.sensoringest.window.WindowSummary;
import java.time.Instant;

/** Makes window summaries for tests. */
public final class WindowSummaries {
  private WindowSummaries() {}

  /** Returns the summary of a window of ten seconds in which these values came, in celsius. */
  public static WindowSummary of(String source, String sensorId, Instant start, double... values) {
    RunningStatistics statistics = new RunningStatistics();
    for (int i = 0; i < values.length; i++) {
      statistics.add(values[i], i);
    }
    return new WindowSummary(
        source, sensorId, start, start.plusSeconds(10), "celsius", 0, 0, statistics.statistics());
  }
}
