package io.github.sensoringest;

import io.github.sensoringest.bench.MqttBench;
import io.github.sensoringest.bench.PeakMemory;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.RouteFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;

/** What {@code bench --mqtt} does: messages from a broker, through the gateway and past it. */
final class MqttBenchRun {
  private final MqttBench.Plan plan;
  private final Function<LiveFolder, Gateway> gateways;
  private final PrintWriter out;

  MqttBenchRun(
      String broker,
      int sensors,
      int seconds,
      Duration warmUp,
      Function<LiveFolder, Gateway> gateways,
      PrintWriter out) {
    String topic = "sensor-ingest-bench/" + ProcessHandle.current().pid();
    this.plan = new MqttBench.Plan(broker, topic, sensors, seconds, warmUp);
    this.gateways = gateways;
    this.out = out;
  }

  /** Measures and prints; returns whether the counts agree. */
  boolean run() throws Exception {
    out.printf(
        Locale.ROOT,
        "%s, %d sensors, quality of service 1: %d s of warm-up and %d s of measuring for each ...%n",
        plan.broker(),
        plan.sensors(),
        plan.warmUp().toSeconds(),
        plan.seconds());
    out.flush();
    Path folder = Files.createTempDirectory("sensor-ingest-bench");
    Path sensor = folder.resolve("bench.camel.yaml");
    try {
      Files.writeString(sensor, sensor());
      MqttBench.Result result =
          new MqttBench(plan).run(gateways.apply(LiveFolder.fixed(files(sensor))));
      print(result);
      return result.countsAgree();
    } finally {
      Files.deleteIfExists(sensor);
      Files.delete(folder);
    }
  }

  /** The session is over with the run: nobody is to take what the broker would keep for it. */
  private String sensor() {
    return """
        - route:
            id: bench
            from:
              uri: kamelet:mqtt-source
              parameters:
                topic: %s
                broker: %s
                clientId: bench-gateway-%d
                sessionExpiry: 0
                format: json
              steps:
                - to: direct:readings
        """
        .formatted(plan.topic(), plan.broker(), ProcessHandle.current().pid());
  }

  private static List<RouteFile> files(Path sensor) throws IOException {
    Path shipped = Home.path().resolve("routes");
    RouteFolder folder = RouteFolder.open(shipped, shipped);
    return Stream.of(
            folder.files(Role.KAMELET).stream(),
            folder.files(Role.PIPELINE).stream(),
            Stream.of(RouteFolder.sensorFile(sensor)))
        .flatMap(files -> files)
        .toList();
  }

  private void print(MqttBench.Result result) {
    long peak = PeakMemory.megabytes();
    out.printf(Locale.ROOT, "%n%-12s %15s%n", "", "messages/s");
    out.printf(Locale.ROOT, "%-12s %,15.0f%n", "gateway", result.messagesPerSecond());
    out.printf(Locale.ROOT, "%-12s %,15.0f%n", "bare client", result.bareMessagesPerSecond());
    out.printf(Locale.ROOT, "%-12s %15.2f%n", "ratio", result.ratio());
    if (peak > 0) {
      out.printf(Locale.ROOT, "%-12s %,12d MB%n", "peak memory", peak);
    }
    out.printf(
        Locale.ROOT,
        "counts       %s%n%n",
        result.countsAgree() ? "agree: every message is in a window" : "DO NOT AGREE");
    JsonObject json = new JsonObject();
    json.put("sensors", plan.sensors());
    json.put("messages", result.messages());
    json.put("messages_per_s", Math.round(result.messagesPerSecond()));
    json.put("bare_messages_per_s", Math.round(result.bareMessagesPerSecond()));
    json.put("ratio", Math.round(result.ratio() * 1000) / 1000.0);
    json.put("peak_rss_mb", peak > 0 ? peak : null);
    json.put("counts_agree", result.countsAgree());
    out.println(json.toJson());
    out.flush();
  }
}
