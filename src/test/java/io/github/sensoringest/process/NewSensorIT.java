package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewSensorIT {
  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    launcher = new Launcher(folder);
    Files.createDirectories(launcher.workingDirectory().resolve("routes"));
  }

  @Test
  void theSensorRuns() {
    Ended written =
        launcher.run("new", "sensor", "boiler-2", "--set", "period=10ms", "--set", "unit=bar");

    assertThat(written.exitCode()).as(written::everything).isZero();
    assertThat(written.outLines())
        .containsExactly(
            "Wrote routes/sensors/boiler-2.camel.yaml",
            "A gateway that runs with this folder takes it up; to start one: sensor-ingest run");
    assertThat(written.err()).isEmpty();
    Ended ran = launcher.run("run", "--readings", "3").assertGood();
    assertThat(ran.figure("windowed")).isEqualTo(3);
    assertThat(ran.out()).containsPattern("BOILER_2 .* bar");
  }

  @Test
  void theFolderCanBeNamed() throws IOException {
    Files.createDirectories(launcher.workingDirectory().resolve("plant"));

    Ended ended =
        launcher.run("new", "sensor", "pc", "--kamelet", "host-sensor-source", "--routes", "plant");

    assertThat(ended.outLines())
        .startsWith("Wrote plant/sensors/pc.camel.yaml")
        .last()
        .asString()
        .endsWith("sensor-ingest run --routes plant");
    assertThat(files("plant/sensors")).containsExactly("pc.camel.yaml");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    launcher.with("routes/sensors/boiler.camel.yaml", "mine");

    Ended ended = launcher.run("new", "sensor", "boiler");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualToIgnoringNewLines(
            "routes/sensors/boiler.camel.yaml: is there already; choose another name, or change it");
    assertThat(launcher.workingDirectory().resolve("routes/sensors/boiler.camel.yaml"))
        .hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deviation=-1 | 'deviation' cannot be '-1'; write a number that is at least 0",
        "period=0 | 'period' must be more than 0:",
        "period={{none}} | {{none}} has no value;"
      })
  void whatTheCheckRefusesIsNotWritten(String set, String message) throws IOException {
    launcher.with("routes/sensors/other.camel.yaml", RouteTexts.timerWith("- to: direct:readings"));

    Ended ended = launcher.run("new", "sensor", "new", "--set", set);

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines()).hasSize(2).last().isEqualTo("Nothing was written");
    assertThat(ended.err()).startsWith("routes/sensors/new.camel.yaml:").contains(message);
    assertThat(files("routes/sensors")).containsExactly("other.camel.yaml");
  }

  @Test
  void anIdThatIsTakenIsRefused() throws IOException {
    launcher.with("routes/sensors/other.camel.yaml", RouteTexts.timerWith("- to: direct:readings"));

    Ended ended = launcher.run("new", "sensor", "boiler");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("the id 'boiler' is taken by routes/sensors/other.camel.yaml:2");
    assertThat(files("routes/sensors")).containsExactly("other.camel.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "new | Name what to write: sensor",
        "new sensor | Missing required parameter: 'NAME'",
        "new sensor Boiler_2 | 'Boiler_2' is no name for a sensor: write up to 100 lower-case"
            + " letters, digits and hyphens, such as boiler-2",
        "new sensor a/b | 'a/b' is no name for a sensor:",
        "new sensor a --kamelet simulated-sensor-sorce | unknown kamelet",
        "new sensor a --set perod=1s | has no parameter 'perod', did you mean 'period'?",
        "new sensor a --set period | '--set'"
      })
  void aUsageErrorSaysWhatIsWrong(String arguments, String message) {
    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines().get(0)).contains(message);
    assertThat(ended.err()).contains("Usage: sensor-ingest new").doesNotContain("\tat ");
  }

  private List<String> files(String folder) throws IOException {
    try (var files = Files.list(launcher.workingDirectory().resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
