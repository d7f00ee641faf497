package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
  @Test
  void endsWithALineOfJsonAndCountsThatAgree(@TempDir Path folder) {
    Ended ended =
        new Launcher(folder).run("bench", "--seconds", "1", "--warm-up", "1s", "--batch", "10");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    String last = ended.outLines().get(ended.outLines().size() - 1);
    JsonObject json = Ended.parsed(last);
    assertThat(json.keySet())
        .contains(
            "batch",
            "sensors",
            "readings",
            "readings_per_s",
            "baseline_readings_per_s",
            "ratio",
            "peak_rss_mb");
    assertThat(json.getInteger("batch")).isEqualTo(10);
    assertThat(json.getInteger("sensors")).isEqualTo(100);
    assertThat(json.getLong("readings")).isPositive();
    assertThat(json.getLong("readings") % 10).isZero();
    assertThat(json.getDouble("readings_per_s")).isPositive();
    assertThat(json.getDouble("baseline_readings_per_s")).isPositive();
    assertThat(json.getDouble("ratio")).isPositive();
    assertThat(json.getBoolean("counts_agree")).isTrue();
    assertThat(ended.out()).contains("counts       agree: every reading is in a window");
  }

  @Test
  void everyWindowIsAsItShouldBeWhateverTheSensorsDo(@TempDir Path folder) {
    Ended ended = new Launcher(folder).run("bench", "--faults", "--seed", "7");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject json = Ended.parsed(ended.outLines().get(ended.outLines().size() - 1));
    assertThat(json.getInteger("differences")).isZero();
    assertThat(json.getLong("windows")).isPositive();
    assertThat(json.getLong("late")).isPositive();
    assertThat(json.getLong("windowed") + json.getLong("late") + json.getLong("rejected"))
        .isEqualTo(json.getLong("sent"));
  }

  @Test
  void storeIsMeasuredInAFolderThatIsRemoved(@TempDir Path folder) {
    Launcher launcher = new Launcher(folder);

    Ended ended = launcher.run("bench", "--store", "--seconds", "1", "--warm-up", "1s");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject json = Ended.parsed(ended.outLines().get(ended.outLines().size() - 1));
    assertThat(json.getLong("sqlite_rows_per_s")).isPositive();
    assertThat(json.getBoolean("counts_agree")).isTrue();
    assertThat(ended.out()).contains("To measure PostgreSQL as well: ");
    assertThat(launcher.workingDirectory().resolve("data")).isEmptyDirectory();
  }

  @Test
  void everyDeviceIsReadInEachRound(@TempDir Path folder) {
    Ended ended =
        new Launcher(folder)
            .run("bench", "--poll", "--devices", "20", "--seconds", "2", "--warm-up", "2s");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject json = Ended.parsed(ended.outLines().get(ended.outLines().size() - 1));
    assertThat(json.getInteger("devices")).isEqualTo(20);
    assertThat(json.getInteger("one_after_the_other_ms")).isEqualTo(1_000);
    assertThat(json.getDouble("round_median_ms")).isGreaterThanOrEqualTo(50);
    assertThat(json.getDouble("bare_round_median_ms")).isGreaterThanOrEqualTo(50);
    assertThat(json.getBoolean("counts_agree")).isTrue();
  }

  @Tag("long")
  @Test
  void watchedGatewayIsLookedAtAndLosesNothing(@TempDir Path folder) {
    Ended ended =
        new Launcher(folder)
            .run("bench", "--watched", "--viewers", "2", "--seconds", "4", "--warm-up", "1s");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject json = Ended.parsed(ended.outLines().get(ended.outLines().size() - 1));
    assertThat(json.getInteger("viewers")).isEqualTo(2);
    assertThat(json.getLong("readings_per_s")).isPositive();
    assertThat(json.getLong("unwatched_readings_per_s")).isPositive();
    // A round of 1 s and the warm-up: each viewer sees something at once.
    assertThat(json.getLong("events")).isGreaterThanOrEqualTo(10);
    assertThat(json.getLong("answers")).isPositive();
    assertThat(json.getBoolean("counts_agree")).isTrue();
  }

  @Tag("long")
  @Test
  void everyFormatIsDecodedAndCounted(@TempDir Path folder) {
    Ended ended =
        new Launcher(folder).run("bench", "--decode", "--seconds", "1", "--warm-up", "500ms");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    JsonObject json = Ended.parsed(ended.outLines().get(ended.outLines().size() - 1));
    for (String format : List.of("json", "json_array", "senml", "senml_cbor", "csv", "line")) {
      assertThat(json.getLong(format + "_readings_per_s")).as(format).isPositive();
    }
    assertThat(json.getBoolean("counts_agree")).isTrue();
  }
}
