package io.github.sensoringest.window;

import org.apache.camel.util.json.JsonObject;

/** A window summary as a JSON object, with the keys that the log of windows has. */
public final class WindowJson {
  private WindowJson() {}

  /**
   * Returns it on one line; a figure that is no number is null, as a single reading's deviation.
   */
  public static String of(WindowSummary summary) {
    Statistics statistics = summary.statistics();
    JsonObject json = new JsonObject();
    json.put("type", "window");
    json.put("source", summary.source());
    json.put("sensorId", summary.sensorId());
    json.put("start", summary.start().toString());
    json.put("end", summary.end().toString());
    json.put("count", statistics.count());
    json.put("sum", number(statistics.sum()));
    json.put("mean", number(statistics.mean()));
    json.put("min", number(statistics.min()));
    json.put("max", number(statistics.max()));
    json.put("standardDeviation", number(statistics.standardDeviation()));
    json.put("first", number(statistics.first()));
    json.put("last", number(statistics.last()));
    json.put("rate", number(summary.rate()));
    json.put("p50", number(statistics.p50()));
    json.put("p95", number(statistics.p95()));
    json.put("p99", number(statistics.p99()));
    json.put("flagged", summary.flagged());
    json.put("revision", summary.revision());
    json.put("unit", summary.unit());
    return json.toJson();
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
