package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class StopIT {
  private static final long SIGINT_BIT = 1L << 1;

  private Launcher launcher;

  @BeforeEach
  void loadWithAFamilyAndTwoSingles(@TempDir Path folder) {
    launcher =
        new Launcher(folder)
            .with(
                "routes/family.camel.yaml",
                RouteTexts.simulated("family", "sensorId: F", "sensors: 1000", "period: 10ms"))
            .with(
                "routes/a.camel.yaml",
                RouteTexts.simulated("single-a", "sensorId: A", "period: 1ms"))
            .with(
                "routes/b.camel.yaml",
                RouteTexts.simulated("single-b", "sensorId: B", "period: 1ms"))
            .with(
                "application.properties", "buffer.size=4\ningest.coalesce=2\nwindow.length=500ms");
  }

  @RepeatedTest(3)
  void sigtermUnderLoadLosesNothing() {
    Ended ended = stopped("TERM", "--log-format", "json");

    assertThat(ended.exitCode()).isEqualTo(143);
    JsonObject summary = ended.jsonSummary();
    assertThat(summary.getBoolean("balances")).as(ended::err).isTrue();
    assertThat(summary.getLong("missing")).isZero();
    assertThat(summary.getLong("leftBehind")).isZero();
    assertThat(summary.getLong("dropped")).isZero();
    assertThat(summary.getInteger("sensors")).isEqualTo(1002);
    assertThat(summary.getLong("received")).isGreaterThan(10_000);
    assertThat(ended.inJsonWindows())
        .isEqualTo(summary.getLong("windowed"))
        .isEqualTo(summary.getLong("received") - summary.getLong("late"));
  }

  @Test
  void sigintUnderLoadLosesNothing() {
    Ended ended = stopped("INT");

    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(ended.assertBalanced().figure("left behind")).isZero();
    assertThat(ended.inWindowLines()).isEqualTo(ended.figure("windowed"));
    assertThat(ended.outLines()).endsWith("The ledger balances: every reading is accounted for");
  }

  @Test
  void aSecondSigtermDoesNotCutTheStopShort() {
    try (Running running = start("--log-format", "json")) {
      running.signal("TERM");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.exitCode()).isEqualTo(143);
      assertThat(ended.jsonSummary().getBoolean("balances")).isTrue();
      assertThat(ended.jsonSummary().getLong("leftBehind")).isZero();
    }
  }

  @Test
  void sigtermStopsEvenWhenASinkNeverRecovers() {
    launcher.with(
        "routes/sinks/broken.camel.yaml",
        RouteTexts.sink(
            "broken",
            """
            - throwException:
                exceptionType: java.io.IOException
                message: the disk is full
            """));

    try (Running running =
        launcher.start("run", "--log-format", "json", "--property", "shutdown.timeout=1s")) {
      running.awaitErr("sink-broken");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.exitCode()).isEqualTo(143);
      JsonObject summary = ended.jsonSummary();
      assertThat(summary.getLong("windowed")).isZero();
      assertThat(summary.getLong("leftBehind")).isPositive();
      assertThat(summary.getBoolean("balances")).as(ended::everything).isTrue();
      assertThat(ended.err()).contains("Not drained within 1s (shutdown.timeout)");
    }
  }

  private Ended stopped(String signal, String... more) {
    try (Running running = start(more)) {
      if (signal.equals("INT")) {
        assumeThat(ignoresInterrupts(running))
            .as("who started this build told it, and what it starts, to ignore SIGINT")
            .isFalse();
      }
      running.signal(signal);
      return running.awaitEnd();
    }
  }

  /** Starts it and waits for the windows of a second. */
  private Running start(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "run";
    System.arraycopy(more, 0, arguments, 1, more.length);
    Running running = launcher.start(arguments);
    running.awaitOutLines(1500);
    return running;
  }

  /** A shell lets a command in the background ignore SIGINT, and Java leaves it at that. */
  private static boolean ignoresInterrupts(Running running) {
    Path status = Path.of("/proc/" + running.pid() + "/status");
    try {
      return Files.exists(status)
          && Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .anyMatch(
                  line ->
                      (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0);
    } catch (IOException e) {
      return false;
    }
  }
}
