package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TryIT {
  private static final String FILE = "mine/sensors/boiler.camel.yaml";
  private static final String QUICK =
      RouteTexts.simulated("boiler", "sensorId: BOILER", "period: 5ms");

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  @Test
  void tenReadingsAreShown() {
    launcher.with(FILE, QUICK);

    Ended ended = launcher.run("try", FILE);

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.outLines()).hasSize(11);
    assertThat(ended.outLines().subList(0, 10))
        .allMatch(line -> line.matches("BOILER: -?\\d+\\.\\d\\d celsius at \\S+Z"));
    assertThat(ended.outLines().get(10))
        .matches("10 readings taken in, 0 refused, in \\d+\\.\\d\\d s");
  }

  @Test
  void sensorThatEndsEndsIt() {
    launcher.with(FILE, RouteTexts.simulated("boiler", "sensorId: BOILER", "readings: 3"));

    Ended ended = launcher.run("try", FILE, "--property", "simulated.readings=2");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.outLines()).hasSize(3);
  }

  @Test
  void aFileOutsideARoutesFolderIsTriedToo() {
    launcher.with("boiler.camel.yaml", QUICK);

    Ended ended = launcher.run("try", "boiler.camel.yaml", "--readings", "1");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.outLines()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.lang.Double | NaN | refused (not-finite): boiler reported NaN",
        "java.lang.String | warm | refused (malformed): the payload: the value is 'warm': write a"
            + " number such as 21.5, or say with format what it is"
      })
  void whatIsRefusedIsShownWithItsReason(String type, String value, String line) {
    launcher.with(FILE, constant(type, value));

    Ended ended = launcher.run("try", FILE, "--for", "3s");

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(1);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.outLines()).startsWith(line);
    assertThat(ended.outLines().get(ended.outLines().size() - 1))
        .matches("0 readings taken in, [1-9]\\d* refused, in \\d+\\.\\d\\d s");
  }

  @Test
  void jsonIsALineForEach() {
    launcher.with(
        FILE,
        QUICK.replace("5ms", "200ms")
            + constant("java.lang.Double", "NaN").replace("boiler", "broken"));

    Ended ended = launcher.run("try", FILE, "--log-format", "json");

    List<JsonObject> lines = ended.json();
    assertThat(ended.json("reading")).as(ended::everything).hasSize(10);
    assertThat(ended.json("rejection"))
        .isNotEmpty()
        .allMatch(line -> line.getString("reason").equals("not-finite"))
        .allMatch(line -> line.getString("source").equals("broken"))
        .allMatch(line -> line.getString("detail").equals("broken reported NaN"));
    JsonObject summary = lines.get(lines.size() - 1);
    assertThat(summary.getString("type")).isEqualTo("summary");
    assertThat(summary.getInteger("readings")).isEqualTo(10);
    assertThat(summary.getInteger("refused")).isEqualTo(ended.json("rejection").size());
  }

  @Test
  void thatNothingCameIsSaidWithAHint() {
    launcher.with(FILE, RouteTexts.simulated("boiler", "sensorId: BOILER", "period: 1h"));

    Ended ended = launcher.run("try", FILE, "--for", "500ms");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err())
        .contains("No reading came within 500ms; does the route send to direct:readings?");
    assertThat(ended.outLines())
        .singleElement()
        .asString()
        .matches("0 readings taken in, 0 refused, in \\d+\\.\\d\\d s");
  }

  @Test
  void aFailureInTheRouteIsShown() {
    launcher.with(
        FILE,
        RouteTexts.timerWith(
            "- throwException:\n    exceptionType: java.io.IOException\n    message: no wire"));

    Ended ended = launcher.run("try", FILE, "--for", "3s");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("Route boiler failed on a message").contains("no wire");
  }

  @Test
  void aDeviceThatHangsIsSaidAndDoesNotHoldUpTheEnd() {
    launcher.with(
        FILE,
        RouteTexts.timerWith(
            """
            - delay:
                asyncDelayed: false
                expression:
                  constant:
                    expression: "3600000"
            - to: direct:readings
            """));

    Ended ended = launcher.run("try", FILE, "--for", "3s");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).contains("its route is still busy with a message: does the device");
    assertThat(ended.outLines()).hasSize(1);
  }

  @Test
  void aMistakeIsSaidWithItsPlace() {
    launcher.with(FILE, QUICK.replace("period", "perod"));

    Ended ended = launcher.run("try", FILE);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines())
        .singleElement()
        .asString()
        .startsWith(FILE + ":7:9: the kamelet 'simulated-sensor-source' has no parameter 'perod'");
  }

  @Test
  void neitherASinkNorANeighbourRuns() {
    launcher
        .with(FILE, QUICK)
        .with("mine/sensors/neighbour.camel.yaml", QUICK.replace("boiler", "neighbour"))
        .with("mine/sensors/bad.camel.yaml", "- route: [")
        .with(
            "mine/sinks/keep.camel.yaml",
            RouteTexts.sink("keep", "- convertBodyTo: java.lang.String\n- to: file:kept"));

    Ended ended = launcher.run("try", FILE, "--property", "window.length=10ms");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(launcher.workingDirectory().resolve("kept")).doesNotExist();
  }

  @Test
  void ctrlCEndsItWithTheSummary() {
    launcher.with(FILE, QUICK);
    try (Running running = launcher.start("try", FILE, "--readings", "1000000")) {
      running.awaitOutLines(5);
      running.signal("INT");
      Ended ended = running.awaitEnd();

      assertThat(ended.exitCode()).as(ended::everything).isEqualTo(130);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.outLines().get(ended.outLines().size() - 1))
          .matches("\\d+ readings taken in, 0 refused, in \\d+\\.\\d\\d s");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try",
        "try nowhere.camel.yaml",
        "try mine",
        "try mine/sensors/notes.txt",
        "try mine/kamelets/own.kamelet.yaml",
        "try mine/sensors/boiler.camel.yaml --readings 0",
        "try mine/sensors/boiler.camel.yaml --for 0s",
        "try mine/sensors/boiler.camel.yaml --property bufer.size=1"
      })
  void aUsageErrorHasItsOwnExitCode(String arguments) {
    launcher.with(FILE, QUICK).with("mine/sensors/notes.txt", "");
    launcher.with("mine/kamelets/own.kamelet.yaml", "");

    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).isNotBlank().doesNotContain("\tat ");
  }

  /** Returns a sensor that sends the value ten times a second, after the first one. */
  private static String constant(String type, String value) {
    return RouteTexts.timerWith(
            """
        - setBody:
            expression:
              constant:
                expression: "%s"
                resultType: %s
        - to: direct:readings
        """
                .formatted(value, type))
        .replace("period: 1000", "period: 100");
  }
}
