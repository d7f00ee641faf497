package io.github.sensoringest;

import io.github.sensoringest.bench.PeakMemory;
import io.github.sensoringest.bench.WatchedBench;
import io.github.sensoringest.gateway.Gateway;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.camel.util.json.JsonObject;

/** What {@code bench --watched} does: measures what it costs to be looked at. */
final class WatchedBenchRun {
  private final WatchedBench.Plan plan;
  private final Supplier<Gateway> gateways;
  private final PrintWriter out;

  WatchedBenchRun(WatchedBench.Plan plan, Supplier<Gateway> gateways, PrintWriter out) {
    this.plan = plan;
    this.gateways = gateways;
    this.out = out;
  }

  /** Measures and prints; returns whether the counts agree. */
  boolean run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%d sensors, batches of %d, %d viewers: %d s of warm-up and %d s of measuring for each"
            + " ...%n",
        plan.sensors(),
        plan.batch(),
        plan.viewers(),
        plan.warmUp().toSeconds(),
        plan.seconds());
    out.flush();
    WatchedBench.Result result = new WatchedBench(plan).run(gateways.get(), gateways.get());
    print(result);
    return result.countsAgree();
  }

  private void print(WatchedBench.Result result) {
    long peak = PeakMemory.megabytes();
    out.printf(Locale.ROOT, "%n%-18s %15s%n", "", "readings/s");
    out.printf(Locale.ROOT, "%-18s %,15.0f%n", "looked at", result.watchedPerSecond());
    out.printf(Locale.ROOT, "%-18s %,15.0f%n", "not looked at", result.unwatchedPerSecond());
    out.printf(Locale.ROOT, "%-18s %15.3f%n", "ratio", result.ratio());
    out.printf(
        Locale.ROOT, "%-18s %15.1f ms a second%n", "processor time", result.processorMillis());
    out.printf(Locale.ROOT, "%-18s %,15d%n", "looks at the page", result.events());
    out.printf(Locale.ROOT, "%-18s %,15d%n", "answers", result.answers());
    out.printf(
        Locale.ROOT,
        "%-18s %s%n%n",
        "counts",
        result.countsAgree() ? "agree: every reading is in a window" : "DO NOT AGREE");
    JsonObject json = new JsonObject();
    json.put("batch", plan.batch());
    json.put("sensors", plan.sensors());
    json.put("viewers", plan.viewers());
    json.put("readings", result.readings());
    json.put("readings_per_s", Math.round(result.watchedPerSecond()));
    json.put("unwatched_readings_per_s", Math.round(result.unwatchedPerSecond()));
    json.put("ratio", Math.round(result.ratio() * 1000) / 1000.0);
    json.put("processor_ms_per_s", Math.round(result.processorMillis() * 10) / 10.0);
    json.put("events", result.events());
    json.put("answers", result.answers());
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", result.countsAgree());
    out.println(json.toJson());
    out.flush();
  }
}
