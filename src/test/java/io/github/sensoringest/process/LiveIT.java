package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A routes folder that is edited while the real command runs. */
class LiveIT {
  private static final String SHORT_WINDOWS = "window.length=1s";

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher =
        new Launcher(folder).with("plant/sensors/first.camel.yaml", simulated("first", "FIRST"));
  }

  @Test
  void sensorIsAddedChangedAndRemovedAndTheLedgerBalances() throws IOException {
    try (Running running = run()) {
      launcher.with("plant/sensors/second.camel.yaml", simulated("second", "SECOND"));
      running.awaitErr("plant/sensors/second.camel.yaml: running, version ");
      running.awaitOut("SECOND ");
      launcher.with("plant/sensors/second.camel.yaml", simulated("second", "CHANGED"));
      running.awaitOut("CHANGED ");
      Files.delete(launcher.workingDirectory().resolve("plant/sensors/second.camel.yaml"));
      running.awaitErr("plant/sensors/second.camel.yaml: stopped, as the file is gone");

      assertBalanced(running);
    }
  }

  @Test
  void fileWithAMistakeIsRefusedAndTakenUpWhenItIsMended() {
    try (Running running = run()) {
      launcher.with(
          "plant/sensors/first.camel.yaml", simulated("first", "FIRST").replace("period", "perod"));
      running.awaitErr(
          "plant/sensors/first.camel.yaml:7:9: the kamelet 'simulated-sensor-source' has no"
              + " parameter 'perod', did you mean 'period'?");
      running.awaitErr("plant/sensors/first.camel.yaml: the version that ran before goes on");
      launcher.with("plant/sensors/first.camel.yaml", simulated("first", "MENDED"));
      running.awaitOut("MENDED ");

      assertBalanced(running);
    }
  }

  @Test
  void shippedPipelineAndSinkGiveWayToTheFoldersOwn() throws IOException {
    try (Running running = run()) {
      for (String part : List.of("pipeline", "sinks")) {
        copyShipped(part);
      }
      running.awaitErr("plant/pipeline/ingest.camel.yaml: ");
      running.awaitErr("plant/sinks/log.camel.yaml: ");
      for (String name : List.of("pipeline/ingest", "pipeline/entry", "sinks/log")) {
        String file = "plant/" + name + ".camel.yaml";
        Path path = launcher.workingDirectory().resolve(file);
        launcher.with(file, Files.readString(path).replace("description: ", "description: My "));
        running.awaitErr(file + ": running, version ");
      }

      assertBalanced(running);
    }
  }

  private void copyShipped(String part) throws IOException {
    Path shipped = Launcher.checkout().resolve("routes").resolve(part);
    try (Stream<Path> files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        launcher.with("plant/" + part + "/" + file.getFileName(), Files.readString(file));
      }
    }
  }

  @Test
  void badFileAtTheStartKeepsNoGoodOneFromRunning() {
    launcher.with("plant/sensors/bad.camel.yaml", "- route: [\n");
    try (Running running = run()) {
      running.awaitErr("plant/sensors/bad.camel.yaml:2:1: this is no YAML: ");
      running.awaitErr("1 of ");

      assertBalanced(running);
    }
  }

  @Test
  void withoutWatchingNothingIsTakenUp() {
    try (Running running = run("--no-watch")) {
      launcher.with("plant/sensors/second.camel.yaml", simulated("second", "SECOND"));
      running.awaitOutLines(4);

      assertThat(assertBalanced(running).out()).doesNotContain("SECOND");
    }
  }

  private Running run(String... options) {
    String[] arguments = new String[5 + options.length];
    arguments[0] = "run";
    arguments[1] = "--routes";
    arguments[2] = "plant";
    arguments[3] = "--property";
    arguments[4] = SHORT_WINDOWS;
    System.arraycopy(options, 0, arguments, 5, options.length);
    Running running = launcher.start(arguments);
    running.awaitOut("FIRST ");
    return running;
  }

  private static Ended assertBalanced(Running running) {
    running.signal("TERM");
    Ended ended = running.awaitEnd();
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(143);
    assertThat(ended.figure("left behind")).as(ended::everything).isZero();
    assertThat(ended.inWindowLines()).as(ended::everything).isEqualTo(ended.figure("windowed"));
    return ended.assertBalanced();
  }

  private static String simulated(String routeId, String sensorId) {
    return RouteTexts.simulated(routeId, "sensorId: " + sensorId, "period: 50ms");
  }
}
