package io.github.sensoringest;

import io.github.sensoringest.bench.PeakMemory;
import io.github.sensoringest.bench.PollBench;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.live.LiveFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import org.apache.camel.util.json.JsonObject;

/** What {@code bench --poll} does: reads many slow devices over HTTP. */
final class PollBenchRun {
  private static final Duration DELAY = Duration.ofMillis(50);

  private final PollBench.Plan plan;
  private final Function<LiveFolder, Gateway> gateways;
  private final PrintWriter out;

  PollBenchRun(
      int devices,
      int seconds,
      Duration warmUp,
      Function<LiveFolder, Gateway> gateways,
      PrintWriter out) {
    this.plan =
        new PollBench.Plan(devices, DELAY, rounds(Duration.ofSeconds(seconds)), rounds(warmUp));
    this.gateways = gateways;
    this.out = out;
  }

  private static int rounds(Duration time) {
    return (int) Math.max(1, time.toMillis() / PollBench.PERIOD.toMillis());
  }

  /** Measures and prints; returns whether the counts agree. */
  boolean run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%d devices that answer after %d ms: %d rounds of warm-up and %d of measuring for each ...%n",
        plan.devices(),
        plan.delay().toMillis(),
        plan.warmUps(),
        plan.rounds());
    out.flush();
    Path folder = Files.createTempDirectory("sensor-ingest-bench");
    Path sensor = folder.resolve("bench.camel.yaml");
    try {
      PollBench.Result result =
          new PollBench(plan).run(port -> gateways.apply(ShippedRoutes.with(sensor, sensor(port))));
      print(result);
      return result.countsAgree();
    } finally {
      Files.deleteIfExists(sensor);
      Files.delete(folder);
    }
  }

  private String sensor(int port) {
    return """
        - route:
            id: bench
            from:
              uri: kamelet:http-poll-source
              parameters:
                devices: http://127.0.0.1:%d/gateway/{1..%d}
                period: %d
                timeout: 30s
                maxConcurrent: %d
              steps:
                - to: direct:readings
        """
        .formatted(port, plan.devices(), PollBench.PERIOD.toMillis(), plan.devices());
  }

  private void print(PollBench.Result result) {
    long peak = PeakMemory.megabytes();
    double sum = plan.oneAfterTheOther().toMillis();
    out.printf(Locale.ROOT, "%n%-24s %12s%n", "", "ms");
    line("gateway, median", result.median());
    line("gateway, slowest", result.slowest());
    line("gateway, first round", result.first());
    line("bare client, median", result.bareMedian());
    line("one after the other", sum);
    if (peak > 0) {
      out.printf(Locale.ROOT, "%-24s %,12d MB%n", "peak memory", peak);
    }
    out.printf(
        Locale.ROOT,
        "%-24s %s%n%n",
        "counts",
        result.countsAgree() ? "agree: every answer is in a window" : "DO NOT AGREE");
    JsonObject json = new JsonObject();
    json.put("devices", plan.devices());
    json.put("delay_ms", plan.delay().toMillis());
    json.put("rounds", plan.rounds());
    json.put("round_median_ms", tenths(result.median()));
    json.put("round_slowest_ms", tenths(result.slowest()));
    json.put("first_round_ms", tenths(result.first()));
    json.put("bare_round_median_ms", tenths(result.bareMedian()));
    json.put("one_after_the_other_ms", Math.round(sum));
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", result.countsAgree());
    out.println(json.toJson());
    out.flush();
  }

  private void line(String name, double millis) {
    out.printf(Locale.ROOT, "%-24s %,12.0f%n", name, millis);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
