package io.github.sensoringest;

import io.github.sensoringest.bench.MqttBench;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.live.LiveFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
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
      MqttBench.Result result =
          new MqttBench(plan).run(gateways.apply(ShippedRoutes.with(sensor, sensor())));
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

  private void print(MqttBench.Result result) {
    JsonObject json = new JsonObject();
    json.put("sensors", plan.sensors());
    new Comparison(
            "message",
            result.messages(),
            result.messagesPerSecond(),
            "bare client",
            "bare",
            result.bareMessagesPerSecond(),
            result.ratio(),
            result.countsAgree())
        .print(out, json);
  }
}
