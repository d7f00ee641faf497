package io.github.sensoringest;

import io.github.sensoringest.bench.DecodeBench;
import io.github.sensoringest.bench.PeakMemory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.json.JsonObject;

/** What {@code bench --decode} does: decodes payloads of each format. */
final class DecodeBenchRun {
  private final int sensors;
  private final Duration warmUp;
  private final Duration time;
  private final PrintWriter out;

  DecodeBenchRun(int sensors, Duration warmUp, Duration time, PrintWriter out) {
    this.sensors = sensors;
    this.warmUp = warmUp;
    this.time = time;
    this.out = out;
  }

  /** Measures and prints; returns whether each payload came to as many readings as it has. */
  boolean run() throws IOException {
    out.printf(
        Locale.ROOT,
        "%d sensors, one thread, %d s of warm-up and %d s of measuring for each of two in each"
            + " format ...%n",
        sensors,
        warmUp.toSeconds(),
        time.toSeconds());
    out.flush();
    DecodeBench bench = new DecodeBench(sensors);
    Map<String, DecodeBench.Result> results = bench.run(warmUp, time);
    print(results);
    return results.values().stream().allMatch(DecodeBench.Result::countsAgree);
  }

  private void print(Map<String, DecodeBench.Result> results) {
    out.printf(
        Locale.ROOT,
        "%n%-12s %14s %10s %8s %16s %8s%n",
        "",
        "bytes/reading",
        "readings/s",
        "MB/s",
        "bare parse MB/s",
        "ratio");
    JsonObject json = new JsonObject();
    json.put("sensors", sensors);
    results.forEach(
        (name, result) -> {
          out.printf(
              Locale.ROOT,
              "%-12s %14.1f %,10.0f %8.1f %16.1f %8.2f%n",
              name,
              result.bytes(),
              result.readingsPerSecond(),
              result.megabytesPerSecond(),
              result.bareMegabytesPerSecond(),
              result.ratio());
          String prefix = name.replace('-', '_');
          json.put(prefix + "_readings_per_s", Math.round(result.readingsPerSecond()));
          json.put(prefix + "_mb_per_s", tenths(result.megabytesPerSecond()));
          json.put(prefix + "_bare_mb_per_s", tenths(result.bareMegabytesPerSecond()));
          json.put(prefix + "_ratio", Math.round(result.ratio() * 1000) / 1000.0);
        });
    out.println("The bare parse of line only finds where lines end; the others are Jackson's.");
    boolean agree = results.values().stream().allMatch(DecodeBench.Result::countsAgree);
    out.printf(
        Locale.ROOT,
        "counts       %s%n%n",
        agree ? "agree: every record is a reading" : "DO NOT AGREE");
    long peak = PeakMemory.megabytes();
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", agree);
    out.println(json.toJson());
    out.flush();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
