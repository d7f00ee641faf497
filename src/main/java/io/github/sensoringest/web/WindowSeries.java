package io.github.sensoringest.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.store.StoredWindows;
import io.github.sensoringest.store.WindowQuery;
import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stored windows of one sensor, several as one where there are too many. Thread-safe. */
final class WindowSeries {
  /** So many windows are read at most. */
  private static final int MOST = 100_000;

  private final StoredWindows store;

  WindowSeries(StoredWindows store) {
    this.store = store;
  }

  /**
   * Returns the windows of a sensor from the store.
   *
   * @param points so many at most; if there are more, each stands for several
   */
  ObjectNode find(String source, String sensorId, Instant from, Instant to, int points) {
    List<WindowSummary> windows = new ArrayList<>();
    boolean more = store.read(WindowQuery.ofSensor(source, sensorId, from, to, MOST), windows::add);
    int merged = Math.max(1, (windows.size() + points - 1) / points);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("more", more);
    json.put("merged", merged);
    ArrayNode array = json.putArray("windows");
    for (int i = 0; i < windows.size(); i += merged) {
      List<WindowSummary> some = windows.subList(i, Math.min(windows.size(), i + merged));
      if (some.size() == 1) {
        write(some.get(0), array.addObject());
      } else {
        merge(some, array.addObject());
      }
    }
    return json;
  }

  private static void write(WindowSummary window, ObjectNode json) {
    Statistics statistics = window.statistics();
    json.put("start", window.start().toString());
    json.put("end", window.end().toString());
    json.put("count", statistics.count());
    json.put("mean", SensorList.number(statistics.mean()));
    json.put("min", SensorList.number(statistics.min()));
    json.put("max", SensorList.number(statistics.max()));
    json.put("standardDeviation", SensorList.number(statistics.standardDeviation()));
    json.put("p50", SensorList.number(statistics.p50()));
    json.put("p95", SensorList.number(statistics.p95()));
    json.put("flagged", window.flagged());
    json.put("unit", window.unit());
  }

  /** What can be said of several windows together without their readings. */
  private static void merge(List<WindowSummary> windows, ObjectNode json) {
    long count = 0;
    long flagged = 0;
    double sum = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (WindowSummary window : windows) {
      Statistics statistics = window.statistics();
      count += statistics.count();
      flagged += window.flagged();
      sum += statistics.mean() * statistics.count();
      min = Math.min(min, statistics.min());
      max = Math.max(max, statistics.max());
    }
    json.put("start", windows.get(0).start().toString());
    json.put("end", windows.get(windows.size() - 1).end().toString());
    json.put("count", count);
    json.put("mean", SensorList.number(sum / count));
    json.put("min", SensorList.number(min));
    json.put("max", SensorList.number(max));
    json.putNull("standardDeviation");
    json.putNull("p50");
    json.putNull("p95");
    json.put("flagged", flagged);
    json.put("unit", windows.get(0).unit());
  }
}
