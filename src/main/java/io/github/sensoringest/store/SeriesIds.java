package io.github.sensoringest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Remembers the numbers that the database has for sensors, so that it is not asked for each row.
 * Bounded. Not thread-safe.
 */
final class SeriesIds {
  /** So many are remembered: some 30 MB with ids of usual length. */
  private static final int MOST = 200_000;

  private final Engine engine;
  private final Map<String, Map<String, Long>> ids = new HashMap<>();
  private int size;

  SeriesIds(Engine engine) {
    this.engine = engine;
  }

  /** Returns the number of each of {@code count} sensors; new ones get one. */
  long[] of(
      Connection connection, int count, IntFunction<String> source, IntFunction<String> sensor)
      throws SQLException {
    long[] found = new long[count];
    Map<SeriesKey, List<Integer>> unknown = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Map<String, Long> sensors = ids.get(source.apply(i));
      Long id = sensors == null ? null : sensors.get(sensor.apply(i));
      if (id == null) {
        unknown
            .computeIfAbsent(
                new SeriesKey(source.apply(i), sensor.apply(i)), key -> new ArrayList<>(1))
            .add(i);
      } else {
        found[i] = id;
      }
    }
    if (!unknown.isEmpty()) {
      Map<SeriesKey, Long> numbers = engine.series(connection, unknown.keySet());
      unknown.forEach(
          (key, places) ->
              places.forEach(
                  i -> {
                    found[i] = numbers.get(key);
                    remember(source.apply(i), sensor.apply(i), found[i]);
                  }));
    }
    return found;
  }

  private void remember(String source, String sensor, long id) {
    if (size >= MOST) {
      forget();
    }
    if (ids.computeIfAbsent(source, key -> new HashMap<>()).put(sensor, id) == null) {
      size++;
    }
  }

  /** Forgets all: what was found in a transaction that failed may not be so. */
  void forget() {
    ids.clear();
    size = 0;
  }
}
