package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** What a store has to stand, whichever it is. */
final class StoreLoad {
  private static final int ENOUGH = 300;

  private StoreLoad() {}

  /**
   * Returns a launcher whose gateway closes many windows a second, and gives up no sink for long.
   */
  static Launcher launcher(Path folder) {
    return new Launcher(folder)
        .with(
            "routes/family.camel.yaml",
            RouteTexts.simulated("family", "sensorId: FAMILY", "sensors: 50", "period: 20ms"))
        .with(
            "routes/single.camel.yaml",
            RouteTexts.simulated("single", "sensorId: SINGLE", "unit: celsius", "period: 10ms"))
        .with(
            "application.properties",
            """
            window.length=200ms
            window.lateness=50ms
            sinks.retry-delay=100ms
            sinks.retry-max-delay=500ms
            """);
  }

  /** Checks the end of a run whose store failed for a while. */
  static void assertAllStoredOnce(Ended ended, Launcher launcher) {
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(143);
    assertThat(ended.jsonSummary().getLong("leftBehind")).as(ended::everything).isZero();
    assertThat(ended.jsonSummary().getBoolean("balances")).as(ended::everything).isTrue();
    StoredRows stored = StoredRows.read(launcher);
    assertThat(ended.json("window")).isNotEmpty();
    stored.assertHold(ended.json("window"));
  }

  /** Kills a gateway twice while it stores, and lets a third one end in order. */
  static void assertSurvivesKill(Launcher launcher) {
    StoredRows before = killed(launcher, 0);
    StoredRows after = killed(launcher, before.size());
    after.assertHold(before);
    Ended ended;
    try (Running running = launcher.start("run", "--log-format", "json")) {
      running.awaitOutLines(ENOUGH);
      running.signal("TERM");
      ended = running.awaitEnd();
    }
    assertAllStoredOnce(ended, launcher);
    StoredRows.read(launcher).assertHold(after);
  }

  /**
   * Returns the rows that are there after a kill: those that were there before, and all that were
   * reported since. A start takes longer than a window, so none of them is the same.
   */
  private static StoredRows killed(Launcher launcher, int before) {
    try (Running running = launcher.start("run", "--property", "log.level=debug")) {
      running.awaitErr(log -> StoredRows.reported(log) >= ENOUGH);
      running.signal("KILL");
      Ended ended = running.awaitEnd();
      assertThat(ended.exitCode()).isEqualTo(137);
      StoredRows after = StoredRows.read(launcher);
      assertThat(after.size()).isGreaterThanOrEqualTo(before + StoredRows.reported(ended.err()));
      return after;
    }
  }
}
