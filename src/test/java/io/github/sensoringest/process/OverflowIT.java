package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowIT {
  private static final int READINGS = 150;

  private Launcher launcher;

  @BeforeEach
  void twoSensorsThatRiseAndASinkThatFailsAtFirst(@TempDir Path folder) throws IOException {
    launcher =
        new Launcher(folder)
            .with("routes/a.camel.yaml", rising("a"))
            .with("routes/b.camel.yaml", rising("b"))
            .with("routes/sinks/archive.camel.yaml", Archive.SINK)
            .with("routes/sinks/log.camel.yaml", Archive.shippedLogSink())
            .with(
                "application.properties",
                """
                buffer.size=2
                ingest.coalesce=1
                sinks.waiting=1
                sinks.retry-delay=50ms
                sinks.retry-max-delay=100ms
                window.length=100ms
                window.lateness=0s
                """);
  }

  private static String rising(String sensor) {
    return RouteTexts.simulated(
        "route-" + sensor,
        "sensorId: " + sensor,
        "period: 10ms",
        "readings: " + READINGS,
        "signal: sawtooth",
        "cycle: 1h");
  }

  @Test
  void dropNewestLetsTheLastReadingsGo() throws IOException {
    Ended ended = run("drop-newest");

    assertDropsAreCountedPerSource(ended);
    assertThat(highestWindowed(ended)).isLessThan(lastShown(ended));
  }

  @Test
  void dropOldestKeepsTheLastReadings() throws IOException {
    Ended ended = run("drop-oldest");

    assertDropsAreCountedPerSource(ended);
    assertThat(highestWindowed(ended)).isEqualTo(lastShown(ended));
  }

  @Test
  void blockDropsNothing() throws IOException {
    try (Running running = start("block")) {
      running.awaitErr("The buffer seda://readings is full: sources wait until there is room");
      Archive.recover(launcher);
      Ended ended = running.awaitEnd();

      assertThat(ended.exitCode()).as(ended::everything).isZero();
      JsonObject summary = ended.jsonSummary();
      assertThat(summary.getLong("dropped")).isZero();
      assertThat(summary.getLong("received")).isEqualTo(2 * READINGS);
      assertThat(summary.getDouble("blockedSeconds")).isPositive();
      assertThat(ended.inJsonWindows()).isEqualTo(2 * READINGS - summary.getLong("late"));
    }
  }

  private Ended run(String whenFull) throws IOException {
    try (Running running = start(whenFull)) {
      // The sink fails until all readings have been sent.
      running.awaitOutLines(2 * READINGS);
      Archive.recover(launcher);
      return running.awaitEnd();
    }
  }

  private Running start(String whenFull) {
    return launcher.start(
        "run",
        "--show",
        Integer.toString(2 * READINGS),
        "--log-format",
        "json",
        "--property",
        "buffer.when-full=" + whenFull);
  }

  private static void assertDropsAreCountedPerSource(Ended ended) {
    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject summary = ended.jsonSummary();
    assertThat(summary.getBoolean("balances")).isTrue();
    assertThat(summary.getLong("leftBehind")).isZero();
    assertThat(summary.getLong("received")).isEqualTo(2 * READINGS);
    assertThat(summary.getDouble("blockedSeconds")).isZero();
    JsonArray sources = (JsonArray) summary.get("sources");
    assertThat(sources).hasSize(2);
    long dropped = 0;
    for (Object element : sources) {
      JsonObject source = (JsonObject) element;
      assertThat(source.getLong("received")).isEqualTo(READINGS);
      assertThat(source.getLong("dropped")).isPositive();
      assertThat(source.getLong("windowed"))
          .isPositive()
          .isEqualTo(READINGS - source.getLong("dropped") - source.getLong("late"));
      dropped += source.getLong("dropped");
    }
    assertThat(summary.getLong("dropped")).isEqualTo(dropped);
    assertThat(ended.inJsonWindows()).isEqualTo(summary.getLong("windowed"));
  }

  private static double lastShown(Ended ended) {
    return highest(ended.json("reading"), "value");
  }

  private static double highestWindowed(Ended ended) {
    return highest(ended.json("window"), "max");
  }

  private static double highest(List<JsonObject> lines, String key) {
    return lines.stream().mapToDouble(line -> line.getDouble(key)).max().orElseThrow();
  }
}
