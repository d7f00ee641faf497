package io.github.sensoringest.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A small plant to be looked at: a dozen sensors, one of them beyond its limit and one that has
 * fallen silent, readings that were refused, and a file with a mistake in it.
 */
final class Demonstration {
  private final PageGateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Writes the files, and starts the gateway. */
  Demonstration(Launcher launcher) {
    launcher
        .with(
            "plant/sensors/boiler.camel.yaml",
            sensor("boiler-temperature", "BOILER_TEMPERATURE", "250ms", 78, 6.5, "95s", "celsius")
                    .replace(
                        "        - to: direct:readings",
                        """
                            - to:
                                uri: kamelet:quality-action
                                parameters:
                                  max: 71
                                  onRange: alarm
                            - to: direct:readings\
                    """)
                + sensor("boiler-pressure", "BOILER_PRESSURE", "500ms", 2.4, 0.3, "70s", "bar"))
        .with(
            "plant/sensors/cold-store.camel.yaml",
            RouteTexts.simulated(
                "cold-store",
                "sensorId: COLD_STORE",
                "sensors: 4",
                "period: 100ms",
                "signal: random-walk",
                "mean: -18.4",
                "step: 0.05",
                "late: 0.01",
                "notANumber: 0.0005",
                "lateBy: 20s",
                "unit: celsius"))
        .with(
            "plant/sensors/line.camel.yaml",
            sensor("line-speed", "LINE_SPEED", "200ms", 42, 3, "50s", "m/min")
                + RouteTexts.simulated(
                    "motor-current",
                    "sensorId: MOTOR_CURRENT",
                    "period: 100ms",
                    "mean: 13.8",
                    "deviation: 0.7",
                    "burst: 0.02",
                    "burstSize: 60",
                    "unit: A"))
        .with(
            "plant/sensors/hall.camel.yaml",
            sensor("hall-humidity", "HALL_HUMIDITY", "1s", 46, 4, "2m", "percent")
                + sensor("hall-co2", "HALL_CO2", "1s", 620, 140, "110s", "ppm"))
        .with(
            "plant/sensors/water.camel.yaml",
            sensor("water-flow", "WATER_FLOW", "250ms", 118, 9, "45s", "l/min"))
        .with(
            "plant/sensors/gates.camel.yaml",
            """
            - route:
                id: gates
                description: What the gates of the yard send by HTTP.
                from:
                  uri: kamelet:http-source
                  steps:
                    - to:
                        uri: kamelet:silence-action
                        parameters:
                          silentAfter: 20s
                    - to: direct:readings
            """);
    gateway =
        new PageGateway(launcher).start("--property", "window.length=5s", "--log-format", "json");
  }

  private static String sensor(
      String route,
      String sensorId,
      String period,
      double mean,
      double amplitude,
      String cycle,
      String unit) {
    return RouteTexts.simulated(
        route,
        "sensorId: " + sensorId,
        "period: " + period,
        "signal: sine",
        "mean: " + mean,
        "amplitude: " + amplitude,
        "cycle: " + cycle,
        "unit: " + unit);
  }

  PageGateway gateway() {
    return gateway;
  }

  /** Has happen what a plant has to show: a mistake in a file, and payloads that are none. */
  void mishaps() throws IOException, InterruptedException {
    gateway.write(
        "plant/sensors/extruder.camel.yaml",
        RouteTexts.simulated("extruder", "sensorId: EXTRUDER", "perod: 500ms", "unit: bar"));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> post("{\"sensorId\": \"GATE_NORTH\", \"value\": 1}") < 300);
    post("{\"sensorId\": \"GATE_NORTH\", \"value\": \"open\"}");
    post("{\"sensorId\": \"GATE_SOUTH\", \"valu");
  }

  /** One gate goes on reporting. */
  void report() throws IOException, InterruptedException {
    post("{\"sensorId\": \"GATE_SOUTH\", \"value\": 0}");
  }

  private int post(String payload) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(gateway.address() + "api/readings"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
