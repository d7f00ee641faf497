package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
  private static final Pattern HEADLINE =
      Pattern.compile("Ingested 20 readings in (\\d+\\.\\d\\d) s from 4 sensors");
  private static final String FOUR_SENSORS =
      Launcher.checkout().resolve("examples/four-sensors").toString();

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  @RepeatedTest(5)
  void fourSensorsGiveTwentyReadings() {
    Ended ended = launcher.run("run", "--routes", FOUR_SENSORS, "--readings", "5").assertGood();

    Matcher headline = HEADLINE.matcher(ended.out());
    assertThat(headline.find()).as(ended::everything).isTrue();
    // The fifth reading of each comes 250 ms after the start.
    assertThat(Double.parseDouble(headline.group(1))).isBetween(0.2, 10.0);
    assertThat(ended.figure("received")).isEqualTo(20);
    assertThat(ended.figure("windowed")).isEqualTo(20);
    assertThat(ended.inWindowLines()).isEqualTo(20);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void leavesNothingInTheWorkingDirectoryButItsData() throws IOException {
    launcher.run("run", "--routes", FOUR_SENSORS, "--readings", "1").assertGood();

    try (var files = Files.list(launcher.workingDirectory())) {
      assertThat(files).extracting(Path::getFileName).containsExactly(Path.of("data"));
    }
  }

  @Test
  void showsTheFirstReadings() {
    Ended ended =
        launcher
            .run("run", "--routes", FOUR_SENSORS, "--readings", "3", "--show", "5")
            .assertGood();

    Pattern reading =
        Pattern.compile(
            "TEMP_0[0-3]: -?\\d+\\.\\d\\d celsius at"
                + " \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(ended.outLines().subList(0, 5)).allMatch(reading.asMatchPredicate());
    assertThat(ended.outLines().stream().filter(reading.asMatchPredicate())).hasSize(5);
  }

  @Test
  void windowsAreLinesForPeople() {
    Ended ended = launcher.run("run", "--routes", FOUR_SENSORS, "--readings", "5").assertGood();

    Pattern window =
        Pattern.compile(
            "TEMP_0[0-3] +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d to \\d\\d:\\d\\d:\\d\\d UTC +"
                + "\\d+ readings? +mean -?[\\d.]+ +min -?[\\d.]+ +max -?[\\d.]+ +sd [\\d.-]+ +"
                + "celsius");
    // Each sensor has one window, or two if the run went past the end of the first.
    assertThat(ended.outLines().stream().filter(window.asMatchPredicate())).hasSizeBetween(4, 8);
  }

  @Test
  void jsonIsOnEveryLineAndItsWindowsHoldAllReadings() {
    Ended ended =
        launcher.run(
            "run",
            "--routes",
            FOUR_SENSORS,
            "--readings",
            "20",
            "--show",
            "3",
            "--log-format",
            "json",
            "--property",
            "window.length=500ms");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.json())
        .extracting(line -> line.getString("type"))
        .containsOnly("reading", "window", "summary")
        .endsWith("summary");
    assertThat(ended.json("reading")).hasSize(3);
    JsonObject summary = ended.jsonSummary();
    assertThat(summary.getBoolean("balances")).isTrue();
    assertThat(summary.getLong("received")).isEqualTo(80);
    assertThat(summary.getLong("windowed")).isEqualTo(80);
    assertThat(ended.inJsonWindows()).isEqualTo(80);
    // A second of readings does not fit into one window of half a second.
    assertThat(starts(ended.json("window"))).hasSizeGreaterThan(1);
  }

  @Test
  void aTimeLimitEndsARunWithoutEnd() {
    Ended ended = launcher.run("run", "--routes", FOUR_SENSORS, "--for", "1s").assertGood();

    assertThat(ended.figure("received")).isBetween(4L, 4 * 25L);
    assertThat(ended.inWindowLines()).isEqualTo(ended.figure("received"));
  }

  @Test
  void theFileInTheWorkingDirectoryConfigures() {
    launcher.with("application.properties", "window.length=3s\n");

    assertThat(windowLength()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    launcher
        .with("application.properties", "window.length=3s\n")
        .environment("SENSOR_INGEST_WINDOW_LENGTH", "7s");

    assertThat(windowLength()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theCommandLineWinsOverTheEnvironment() {
    launcher
        .with("application.properties", "window.length=3s\n")
        .environment("SENSOR_INGEST_WINDOW_LENGTH", "7s");

    assertThat(windowLength("--property", "window.length=5s")).isEqualTo(Duration.ofSeconds(5));
  }

  private Duration windowLength(String... more) {
    launcher.with("routes/one.camel.yaml", RouteTexts.simulated("one", "sensorId: ONE"));
    List<String> arguments =
        new ArrayList<>(List.of("run", "--readings", "1", "--log-format", "json"));
    arguments.addAll(List.of(more));
    Ended ended = launcher.run(arguments.toArray(String[]::new));
    assertThat(ended.json("window")).as(ended::everything).hasSize(1);
    JsonObject window = ended.json("window").get(0);
    return Duration.between(
        Instant.parse(window.getString("start")), Instant.parse(window.getString("end")));
  }

  @Test
  void theSameSeedGivesTheSameValues() {
    launcher.with(
        "routes/sensors/walk.camel.yaml",
        RouteTexts.simulated(
            "walk",
            "sensorId: WALK",
            "sensors: 3",
            "signal: random-walk",
            "period: 20ms",
            "readings: 4",
            "seed: 42"));

    Map<String, List<Double>> first = shownValues();

    assertThat(first).containsOnlyKeys("WALK_00", "WALK_01", "WALK_02");
    assertThat(first.values()).allSatisfy(values -> assertThat(values).hasSize(4));
    assertThat(Set.copyOf(first.values())).hasSize(3);
    assertThat(shownValues()).isEqualTo(first);
  }

  private Map<String, List<Double>> shownValues() {
    Ended ended = launcher.run("run", "--show", "12", "--log-format", "json");
    assertThat(ended.exitCode()).as(ended::everything).isZero();
    return ended.json("reading").stream()
        .collect(
            Collectors.groupingBy(
                reading -> reading.getString("sensorId"),
                TreeMap::new,
                Collectors.mapping(reading -> reading.getDouble("value"), Collectors.toList())));
  }

  @Test
  void aRoutesFolderUsesItsOwnKameletsPipelineAndSinks() throws IOException {
    launcher
        .with(
            "mine/kamelets/three-source.kamelet.yaml",
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: three-source
            spec:
              definition:
                title: Three
                type: object
              template:
                from:
                  uri: timer:three
                  parameters:
                    period: 50
                    repeatCount: 3
                  steps:
                    - setBody:
                        constant:
                          expression: 7
                          resultType: java.lang.Integer
                    - to: kamelet:sink
            """)
        .with(
            "mine/sensors/three.camel.yaml",
            """
            - route:
                id: three
                from:
                  uri: kamelet:three-source
                  steps:
                    - to: direct:readings
            """)
        .with(
            "mine/sinks/note.camel.yaml",
            RouteTexts.sink(
                "note",
                """
                - setBody:
                    simple: "windows ${body}"
                - to:
                    uri: file:.
                    parameters:
                      fileName: windows.txt
                      fileExist: Append
                """));
    Path shipped = Launcher.checkout().resolve("routes/pipeline");
    try (var files = Files.list(shipped)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        if (file.endsWith("entry.camel.yaml")) {
          text =
              text.replace(
                  "      steps:\n",
                  "      steps:\n"
                      + "        - log:\n"
                      + "            message: my own pipeline\n"
                      + "            loggingLevel: WARN\n");
        }
        launcher.with("mine/pipeline/" + file.getFileName(), text);
      }
    }

    Ended ended = launcher.run("run", "--routes", "mine").assertGood();

    assertThat(ended.figure("windowed")).isEqualTo(3);
    assertThat(ended.inWindowLines()).as("the shipped sink is not used").isZero();
    assertThat(Files.readString(launcher.workingDirectory().resolve("windows.txt")))
        .contains("three");
    assertThat(ended.errLines()).hasSize(3).allMatch(line -> line.endsWith("my own pipeline"));
  }

  @Test
  void theShippedRoutesReadThisMachineAndFourSensors() {
    Ended ended = launcher.run("run", "--for", "3s", "--property", "window.length=1s").assertGood();

    assertThat(ended.inWindowLines()).isEqualTo(ended.figure("windowed"));
    assertThat(ended.outLines())
        .anyMatch(line -> line.matches("HOST_CPU_LOAD +.* percent"))
        .anyMatch(line -> line.matches("HOST_MEMORY_USED +.* percent"))
        .anyMatch(line -> line.matches("TEMP_00 +.* celsius"))
        .anyMatch(line -> line.matches("TEMP_03 +.* celsius"));
  }

  private static Set<String> starts(List<JsonObject> windows) {
    return windows.stream().map(window -> window.getString("start")).collect(Collectors.toSet());
  }
}
