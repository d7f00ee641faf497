package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The store of the real command, in PostgreSQL. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
class PostgresStoreIT {
  private static final String PASSWORD = "hunter2-never-shown";

  @TempDir Path folder;

  private Launcher launcher(String url) {
    return StoreLoad.launcher(folder)
        .environment("SENSOR_INGEST_STORE_URL", url)
        .environment("SENSOR_INGEST_STORE_USER", TestPostgres.USER)
        .environment("SENSOR_INGEST_STORE_PASSWORD", PASSWORD);
  }

  @Test
  void killedWhileStoringNothingThatWasStoredIsMissingOrDoubled() throws IOException {
    Launcher launcher = launcher(TestPostgres.shared().newDatabase());

    StoreLoad.assertSurvivesKill(launcher);

    assertThat(launcher.workingDirectory().resolve("data").resolve("sensor-ingest.db"))
        .doesNotExist();
    // They ran at level debug, where libraries tell of their settings too.
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("err-")))
          .isNotEmpty()
          .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(PASSWORD));
    }
  }

  @Test
  void serverThatGoesAndComesBackGetsAllWindowsOnce() {
    try (TestPostgres postgres = TestPostgres.start(folder.resolve("postgres"))) {
      Launcher launcher = launcher(postgres.newDatabase());
      Ended ended;
      try (Running running = launcher.start("run", "--log-format", "json")) {
        running.awaitOutLines(100);
        postgres.stop();
        running.awaitErr("it cannot be reached; is it running?");
        postgres.start();
        running.signal("TERM");
        ended = running.awaitEnd();
      }

      StoreLoad.assertAllStoredOnce(ended, launcher);
      assertThat(ended.everything()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void gatewayStartsBeforeTheServerDoes() {
    try (TestPostgres postgres = TestPostgres.start(folder.resolve("postgres"))) {
      String url = postgres.newDatabase();
      postgres.stop();
      Launcher launcher = launcher(url);
      Ended ended;
      try (Running running = launcher.start("run", "--log-format", "json")) {
        running.awaitErr("sink-store");
        postgres.start();
        running.signal("TERM");
        ended = running.awaitEnd();
      }

      StoreLoad.assertAllStoredOnce(ended, launcher);
      assertThat(ended.everything()).doesNotContain(PASSWORD);
    }
  }

  @Test
  void stopIsNotHeldUpByAServerThatIsAway() {
    Launcher launcher = launcher("jdbc:postgresql://localhost:1/nowhere");
    try (Running running =
        launcher.start("run", "--log-format", "json", "--property", "shutdown.timeout=2s")) {
      running.awaitErr("sink-store");
      running.signal("TERM");
      Ended ended = running.awaitEnd();

      assertThat(ended.exitCode()).isEqualTo(143);
      assertThat(ended.jsonSummary().getLong("leftBehind")).isPositive();
      assertThat(ended.jsonSummary().getBoolean("balances")).as(ended::everything).isTrue();
      assertThat(ended.everything()).doesNotContain(PASSWORD);
    }
  }
}
