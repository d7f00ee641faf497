package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The store of the real command, in SQLite. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class StoreIT {
  private Launcher launcher;

  @BeforeEach
  void loadWithAFamilyAndASingle(@TempDir Path folder) {
    launcher = StoreLoad.launcher(folder);
  }

  @Test
  void whatTheLogSaysIsReadBackFromTheStore() {
    Ended ended = launcher.run("run", "--readings", "30", "--log-format", "json");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    StoredRows stored = StoredRows.read(launcher);
    assertThat(stored.size()).isEqualTo(ended.json("window").size()).isPositive();
    stored.assertHold(ended.json("window"));
    assertThat(launcher.workingDirectory().resolve("data/sensor-ingest.db")).isNotEmptyFile();
  }

  @Test
  void tableHasAHeadWithASparklineForEachSensor() {
    launcher.environment("LC_ALL", "C.UTF-8").run("run", "--readings", "100").assertGood();

    Ended table = launcher.run("windows", "--sensor", "S*", "--limit", "2");

    assertThat(table.exitCode()).as(table::everything).isZero();
    assertThat(table.outLines().get(0))
        .matches("SINGLE of single in celsius  [▁▂▃▄▅▆▇█]{1,2}  means \\S+ to \\S+");
    assertThat(table.outLines().get(1)).contains("start (UTC)", "readings", "mean");
    assertThat(table.out()).doesNotContain("FAMILY");
    assertThat(table.err()).contains("There are more; these are the newest 2.");
  }

  @Test
  void killedWhileStoringNothingThatWasStoredIsMissingOrDoubled() {
    StoreLoad.assertSurvivesKill(launcher);
  }

  @Test
  void lockedDatabaseHoldsTheWindowsUpAndGetsAllOfThemOnce() throws Exception {
    launcher.run("run", "--readings", "1").assertGood();
    Path file = launcher.workingDirectory().resolve("data/sensor-ingest.db");
    Ended ended;
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try (Running running = launcher.start("run", "--log-format", "json")) {
        running.awaitErr("another program keeps it locked");
        statement.execute("ROLLBACK");
        running.signal("TERM");
        ended = running.awaitEnd();
      }
    }

    StoreLoad.assertAllStoredOnce(ended, launcher);
  }

  @Test
  void fullDiskHoldsTheWindowsUpAndGetsAllOfThemOnce() throws Exception {
    assumeThat(canLimitFiles()).as("prlimit is installed").isTrue();
    // Without the log sink, whose file would be at the limit first.
    launcher
        .with("plant/sinks/store.camel.yaml", shippedSink("store"))
        .with(
            "plant/sensors/a.camel.yaml",
            RouteTexts.simulated("a", "sensorId: A", "sensors: 50", "period: 10ms"));
    Path log = launcher.workingDirectory().resolve("data/sensor-ingest.db-wal");
    Ended ended;
    try (Running running = launcher.start("run", "--routes", "plant", "--log-format", "json")) {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> log.toFile().length() > 0);
      // The limit of a file's size does what a full disk does, and can be lifted.
      limitFiles(running, "20000");
      running.awaitErr("sink-store");
      limitFiles(running, "unlimited");
      running.signal("TERM");
      ended = running.awaitEnd();
    }

    assertThat(ended.err()).containsPattern("disk (failed or )?is full");
    assertThat(ended.jsonSummary().getLong("leftBehind")).as(ended::everything).isZero();
    assertThat(StoredRows.read(launcher).readings())
        .isEqualTo(ended.jsonSummary().getLong("windowed"));
  }

  private static boolean canLimitFiles() {
    return Files.isExecutable(Path.of("/usr/bin/prlimit"));
  }

  /** Sets the soft limit, which can be raised again. */
  private static void limitFiles(Running running, String bytes) throws Exception {
    Process process =
        new ProcessBuilder(
                "/usr/bin/prlimit", "--pid", Long.toString(running.pid()), "--fsize=" + bytes + ":")
            .inheritIO()
            .start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void singleReadingsAreStoredIfAskedFor() throws Exception {
    Ended ended =
        launcher.run("run", "--readings", "30", "--property", "store.readings=true").assertGood();

    Path file = launcher.workingDirectory().resolve("data/sensor-ingest.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        var readings = statement.executeQuery("SELECT count(*) FROM readings")) {
      readings.next();
      assertThat(readings.getLong(1)).isEqualTo(ended.figure("received"));
    }
  }

  @Test
  void withoutTheSinkThereIsNoDatabase() throws IOException {
    launcher.with("plant/sinks/log.camel.yaml", shippedSink("log"));
    launcher.with(
        "plant/sensors/a.camel.yaml", RouteTexts.simulated("a", "sensorId: A", "period: 10ms"));

    launcher.run("run", "--routes", "plant", "--readings", "5").assertGood();
    Ended windows = launcher.run("windows");

    assertThat(launcher.workingDirectory().resolve("data").resolve("sensor-ingest.db"))
        .doesNotExist();
    assertThat(windows.exitCode()).isEqualTo(1);
    assertThat(windows.err())
        .isEqualTo(
            "data/sensor-ingest.db: there is no such file, so no window has been stored here yet\n");
  }

  private static String shippedSink(String name) throws IOException {
    return Files.readString(Launcher.checkout().resolve("routes/sinks/" + name + ".camel.yaml"));
  }

  @Test
  void aTrialStoresNothing() {
    launcher.with("one.camel.yaml", RouteTexts.simulated("one", "sensorId: ONE", "period: 10ms"));

    assertThat(launcher.run("try", "one.camel.yaml", "--readings", "2").exitCode()).isZero();
    assertThat(launcher.workingDirectory().resolve("data")).doesNotExist();
  }
}
