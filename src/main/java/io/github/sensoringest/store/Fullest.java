package io.github.sensoringest.store;

import io.github.sensoringest.window.WindowSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rows are left when each window counts once: PostgreSQL takes a key once a statement. */
final class Fullest {
  private record Key(long span, long series) {}

  private Fullest() {}

  /**
   * Returns the places of the fullest summary of each window: the one with the most readings, of
   * two alike the one with the higher revision, and of those the later.
   */
  static int[] of(List<WindowSummary> windows, long[] spans, long[] series) {
    Map<Key, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < windows.size(); i++) {
      places.merge(
          new Key(spans[i], series[i]),
          i,
          (one, other) -> isFuller(windows.get(one), windows.get(other)) ? one : other);
    }
    return places.values().stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isFuller(WindowSummary one, WindowSummary other) {
    return one.count() != other.count()
        ? one.count() > other.count()
        : one.revision() > other.revision();
  }
}
