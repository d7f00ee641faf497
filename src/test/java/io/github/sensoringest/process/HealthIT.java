package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A gateway from its start to its end, with all that can be wrong, and what its health says. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals and no pipes with names")
class HealthIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void eachPartThatIsNotWellIsNamedWithWhy() throws Exception {
    Launcher launcher =
        new Launcher(folder)
            .with(
                "plant/sensors/fast.camel.yaml",
                RouteTexts.simulated("fast", "sensorId: FAST", "period: 5ms"))
            .with(
                "plant/sensors/pump.camel.yaml",
                """
                - route:
                    id: pump
                    from:
                      uri: timer:pump
                      parameters:
                        delay: 3600000
                      steps:
                        - setBody:
                            constant: 1
                        - to:
                            uri: kamelet:silence-action
                            parameters:
                              silentAfter: 100ms
                              expect: PUMP
                        - to: direct:readings
                """)
            .with(
                "plant/sensors/wrong.camel.yaml",
                RouteTexts.simulated("wrong", "sensorId: W").replace("kamelet:", "kamlet:"))
            .with(
                "plant/sinks/press.camel.yaml",
                RouteTexts.sink(
                    "press",
                    """
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: the press is on fire
                    """))
            // The start waits for whoever writes to the pipe.
            .with(
                "plant/sinks/slow.camel.yaml",
                """
                - beans:
                    - name: slow
                      type: java.io.FileInputStream
                      constructors:
                        "0": pipe
                """);
    Path pipe = launcher.workingDirectory().resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    try (WatchedGateway gateway =
        new WatchedGateway(
                launcher,
                "--property",
                "buffer.size=1",
                "--property",
                "ingest.coalesce=1",
                "--property",
                "sinks.waiting=1",
                "--property",
                "window.length=100ms",
                "--property",
                "window.lateness=0s",
                "--property",
                "shutdown.timeout=60s")
            .awaitPage()) {
      assertThat(gateway.get("/observe/health/ready").statusCode()).isEqualTo(503);
      assertThat(gateway.check("gateway").path("message").asText())
          .isEqualTo("the gateway is starting");
      assertThat(gateway.check("routes-folder").path("status").asText()).isEqualTo("DOWN");
      assertThat(gateway.get("/observe/health/live").statusCode()).isEqualTo(200);

      try (OutputStream out = Files.newOutputStream(pipe)) {
        out.write('x');
      }
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () ->
                  assertThat(gateway.check("gateway").path("message").asText())
                      .matches(
                          "sink-press fails \\(.*the press is on fire.*\\), and what is for it waits;"
                              + " the buffer is full, and 1 messages wait for room;"
                              + " nothing comes from PUMP of pump"));
      assertThat(gateway.get("/observe/health/ready").statusCode()).isEqualTo(503);
      assertThat(gateway.check("routes-folder").path("status").asText()).isEqualTo("UP");
      assertThat(gateway.check("routes-folder").toString())
          .contains("wrong.camel.yaml", "refused", "kamlet");
      assertThat(gateway.get("/observe/health/live").statusCode()).isEqualTo(200);

      gateway.running().signal("TERM");
      await()
          .atMost(LONG)
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () ->
                  assertThat(gateway.check("gateway").path("message").asText())
                      .startsWith("the gateway is draining; sink-press fails"));
      assertThat(gateway.get("/observe/health/live").statusCode()).isEqualTo(200);
    }
  }
}
