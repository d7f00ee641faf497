package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckIT {
  private static final String GOOD = RouteTexts.timerWith("- to: direct:readings");
  private static final String TYPO =
      "mine/sensors/typo.camel.yaml:6:9: 'timer' has no option 'perod', did you mean 'period'?";

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  /** Writes a folder with a good sensor and two bad ones. */
  private void withMistakes() {
    launcher
        .with("mine/sensors/good.camel.yaml", GOOD)
        .with(
            "mine/sensors/typo.camel.yaml",
            GOOD.replace("period", "perod").replace("id: boiler", "id: typo"))
        .with("mine/sensors/deep/list.camel.yaml", "route: {}\n");
  }

  @Test
  void theShippedRoutesHaveNoMistake() {
    Ended ended = launcher.run("check");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.out()).matches("\\d+ files checked: no mistakes\\R");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void allMistakesOfAFolderAreSaid() {
    withMistakes();

    Ended ended = launcher.run("check", "mine");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.outLines())
        .hasSize(3)
        .startsWith(
            "mine/sensors/deep/list.camel.yaml:1:1: a route file is a list: begin with '- route:'",
            TYPO);
    assertThat(ended.outLines().get(2)).matches("2 mistakes in 2 files; \\d+ files checked");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void ofAFileOnlyItsOwnAreSaid() {
    withMistakes();

    assertThat(launcher.run("check", "mine/sensors/good.camel.yaml").outLines())
        .containsExactly("1 file checked: no mistakes");
    assertThat(
            launcher
                .run("check", "mine/sensors/good.camel.yaml", "mine/sensors/typo.camel.yaml")
                .outLines())
        .containsExactly(TYPO, "1 mistake in 1 file; 2 files checked");
  }

  @Test
  void aFileIsSeenWithTheRestOfItsFolder() {
    launcher
        .with("mine/sensors/a.camel.yaml", GOOD)
        .with("mine/sensors/b.camel.yaml", GOOD)
        .with(
            "mine/sensors/c.camel.yaml",
            GOOD.replace("id: boiler", "id: c").replace("direct:readings", "direct:d"))
        .with(
            "mine/pipeline/d.camel.yaml",
            GOOD.replace("timer:boiler", "direct:d").replace("id: boiler", "id: d"));

    // It is the one asked about that is wrong, though the other one comes later in the folder.
    assertThat(launcher.run("check", "mine/sensors/a.camel.yaml").outLines().get(0))
        .isEqualTo(
            "mine/sensors/a.camel.yaml:2:9: the id 'boiler' is taken by"
                + " mine/sensors/b.camel.yaml:2; write another one");
    assertThat(launcher.run("check", "mine/sensors/c.camel.yaml").exitCode()).isZero();
  }

  @Test
  void jsonIsALineForEachMistakeAndASummary() {
    withMistakes();

    List<JsonObject> lines = launcher.run("check", "mine/sensors", "--json").json();

    assertThat(lines).hasSize(3);
    JsonObject mistake = lines.get(1);
    assertThat(mistake.getString("type")).isEqualTo("mistake");
    assertThat(mistake.getString("file")).isEqualTo("mine/sensors/typo.camel.yaml");
    assertThat(mistake.getInteger("line")).isEqualTo(6);
    assertThat(mistake.getInteger("column")).isEqualTo(9);
    assertThat(mistake.getString("message")).startsWith("'timer' has no option 'perod'");
    JsonObject summary = lines.get(2);
    assertThat(summary.getString("type")).isEqualTo("summary");
    assertThat(summary.getInteger("files")).isEqualTo(3);
    assertThat(summary.getInteger("filesWithMistakes")).isEqualTo(2);
    assertThat(summary.getInteger("mistakes")).isEqualTo(2);
  }

  @Test
  void theConfigurationIsThatOfTheGateway() {
    launcher
        .with("application.properties", "boiler.period=5s\n")
        .with("mine/a.camel.yaml", GOOD.replace("1000", "\"{{boiler.period}}\""))
        .with(
            "mine/b.camel.yaml",
            RouteTexts.timerWith("- setBody:\n    csimple: ${body}")
                .replace("id: boiler", "id: other"));

    assertThat(launcher.run("check", "mine").outLines())
        .filteredOn(line -> line.startsWith("mine/"))
        .singleElement()
        .asString()
        .contains("the language 'csimple' is not allowed in a sensor's file");
    assertThat(
            launcher
                .run("check", "mine/b.camel.yaml", "--property", "routes.allowed-schemes=csimple")
                .exitCode())
        .isZero();
  }

  @Test
  void aPathThatIsNotThereIsSaid() {
    Ended ended = launcher.run("check", "nowhere");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualToIgnoringNewLines(
            "nowhere: no such file or folder; name a routes folder, or a file in one");
  }

  @Test
  void aFileThatIsNoRouteFileIsSaid() {
    launcher.with("mine/sensors/notes.txt", "").with("mine/sensors/a.camel.yaml", GOOD);

    Ended ended = launcher.run("check", "mine/sensors/notes.txt");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith(
            "mine/sensors/notes.txt: this is no route file; their names end in .camel.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check --bogus", "check --property nothing", "check --property bufer.size=1"})
  void aUsageErrorHasItsOwnExitCode(String arguments) {
    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
  }
}
