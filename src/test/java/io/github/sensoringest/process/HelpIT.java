package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpIT {
  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "--help, --version run check try new dead-letters timing bench",
    "run --help, --routes --readings --for --show --property --log-format 143",
    "check --help, PATH --json --property --routes",
    "try --help, FILE --readings --for --property --log-format 143",
    "new --help, sensor",
    "new sensor --help, NAME --kamelet --set --routes",
    "dead-letters --help, --reason --source --since --last --limit --replay --format",
    "timing --help, --sensors --read-time --mode",
    "bench --help, --sensors --batch --producers --seconds --warm-up"
  })
  void helpNamesWhatThereIs(String arguments, String named) {
    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .contains("Usage: sensor-ingest")
        .contains(Arrays.asList(named.split(" ")));
    assertThat(ended.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "run --version",
        "check --version",
        "try --version",
        "timing --version",
        "bench --version"
      })
  void versionIsOneLine(String arguments) {
    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).matches("sensor-ingest \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void anUnknownCommandIsAUsageError() {
    Ended ended = launcher.run("fly");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("'fly'");
  }

  @Test
  void noCommandIsAUsageErrorThatShowsTheCommands() {
    Ended ended = launcher.run();

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("Name a command", "run", "check", "try", "new", "timing", "bench");
  }
}
