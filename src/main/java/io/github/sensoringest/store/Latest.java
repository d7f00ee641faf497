package io.github.sensoringest.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which readings are left when each moment of a sensor counts once. */
final class Latest {
  private record Key(long time, long series) {}

  private Latest() {}

  /** Returns the places of the readings that came last of those of the same sensor and moment. */
  static int[] of(ReadingRows readings, long[] series) {
    Map<Key, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < readings.size(); i++) {
      places.put(new Key(readings.reading(i).epochNanos(), series[i]), i);
    }
    return places.values().stream().mapToInt(Integer::intValue).toArray();
  }
}
