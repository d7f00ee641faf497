package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultIT {
  private static final String GOOD = RouteTexts.timerWith("- to: direct:readings");

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  @Test
  void aMissingFolderIsSaid() {
    assertRefused(launcher.run("run", "--routes", "nowhere"), 1, "nowhere: no such folder; ");
  }

  @Test
  void anEmptyFolderIsSaid() throws IOException {
    Files.createDirectories(launcher.workingDirectory().resolve("empty"));

    assertRefused(launcher.run("run", "--routes", "empty"), 1, "empty: no sensor found; ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void aMistakeInARouteFileIsSaidWithItsPlace(String mistake, String text, String message) {
    launcher.with("mine/boiler.camel.yaml", text);

    assertRefused(launcher.run("run", "--routes", "mine"), 1, "mine/boiler.camel.yaml:" + message);
  }

  static Stream<Arguments> aMistakeInARouteFileIsSaidWithItsPlace() {
    return Stream.of(
        arguments("no YAML", "- route: [is\n  {\n", "2:3: this is no YAML: "),
        arguments(
            "unknown step", RouteTexts.timerWith("- transmogrify: {}"), "8:11: unknown step "),
        arguments(
            "unknown option",
            GOOD.replace("period", "periud"),
            "6:9: 'timer' has no option 'periud', did you mean 'period'?"),
        arguments(
            "unknown bean",
            RouteTexts.timerWith("- process:\n    ref: nobody\n- to: direct:readings"),
            "9:18: there is no bean 'nobody'"),
        arguments(
            "unknown kamelet",
            GOOD.replace("timer:boiler", "kamelet:steam-source"),
            "4:12: unknown kamelet 'steam-source'; there are "),
        arguments(
            "unknown placeholder",
            RouteTexts.timerWith(
                "- setBody:\n    constant: \"{{boiler.x}}\"\n- to: direct:readings"),
            "9:23: {{boiler.x}} has no value; "),
        arguments(
            "nobody consumes",
            RouteTexts.timerWith("- to: direct:nobody"),
            "8:15: no route takes from 'direct:nobody'"),
        arguments(
            "duplicate id in a file",
            GOOD + GOOD,
            "10:9: the id 'boiler' is taken by mine/boiler.camel.yaml:2; "));
  }

  @Test
  void twoFilesThatClaimAnIdAreSaidAndTheFirstRuns() {
    launcher.with("mine/boiler.camel.yaml", GOOD).with("mine/other.camel.yaml", GOOD);

    try (Running running = launcher.start("run", "--routes", "mine")) {
      running.awaitErr(
          "mine/other.camel.yaml:2:9: the id 'boiler' is taken by mine/boiler.camel.yaml:2; ");
      running.awaitErr("1 of ");
      running.signal("TERM");

      assertThat(running.awaitEnd().exitCode()).isEqualTo(143);
    }
  }

  @Test
  void aComponentThatIsNotThereIsSaid() {
    launcher.with("mine/boiler.camel.yaml", GOOD.replace("timer:boiler", "tymer:boiler"));

    assertRefused(launcher.run("run", "--routes", "mine"), 1, "mine/boiler.camel.yaml:4:12: ");
  }

  @Test
  void aPortInUseIsSaid() throws IOException {
    // The real main class with a component of the tests, which the distribution does not have.
    launcher.command(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dsensoringest.home=" + Launcher.checkout(),
        // Among the peers of other tests is one that logs by another way.
        "-Dslf4j.provider=" + System.getProperty("slf4j.provider"),
        "-Dslf4j.internal.verbosity=WARN",
        "-cp",
        System.getProperty("java.class.path"),
        "io.github.sensoringest.SensorIngest");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      launcher.with(
          "mine/http.camel.yaml",
          """
          - route:
              id: http
              from:
                uri: netty-http:http://127.0.0.1:%d/readings
                steps:
                  - to: direct:readings
          """
              .formatted(taken.getLocalPort()));

      Ended ended = launcher.run("run", "--routes", "mine");

      assertRefused(ended, 1, "mine/http.camel.yaml:");
      assertThat(ended.err()).contains("route 'http': the port is in use: ");
    }
  }

  @Test
  void theStackTraceIsInTheLogAtDebug() {
    launcher.with("mine/boiler.camel.yaml", RouteTexts.timerWith("- transmogrify: {}"));

    Ended ended = launcher.run("run", "--routes", "mine", "--property", "log.level=debug");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("\tat ").contains("unknown step 'transmogrify'");
  }

  @ParameterizedTest
  @CsvSource({
    "window.length=soon, 'application.properties: window.length: ''soon'' is no duration: '",
    "buffer.size=0, 'application.properties: buffer.size: ''0'' is too small: '",
    "buffer.when-full=panic, 'application.properties: buffer.when-full: ''panic'' is not known: '",
    "bufer.size=10, 'application.properties: unknown key ''bufer.size'', did you mean '"
  })
  void aBadLineInTheFileIsSaid(String line, String message) {
    launcher.with("application.properties", line + "\n");

    assertRefused(launcher.run("run"), 1, message);
  }

  @Test
  void aBadVariableIsSaid() {
    launcher.environment("SENSOR_INGEST_BUFFER_SIZE", "many");

    assertRefused(
        launcher.run("run"),
        1,
        "environment variable SENSOR_INGEST_BUFFER_SIZE: buffer.size: 'many' is no such number: ");
  }

  @ParameterizedTest
  @CsvSource({
    "--property buffer.size=many, 'buffer.size: ''many'' is no such number: '",
    "--property bufer.size=10, 'unknown key ''bufer.size'', did you mean ''buffer.size''?'",
    "--log-format xml, 'log.format: ''xml'' is not known: write one of text, json'"
  })
  void aBadValueOnTheCommandLineIsAUsageError(String arguments, String message) {
    assertRefused(launcher.run(("run " + arguments).split(" ")), 2, "the command line: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --bogus",
        "run --readings 0",
        "run --readings many",
        "run --for soon",
        "run --show -1",
        "run --property nothing",
        "run routes"
      })
  void aUsageErrorSaysWhatIsWrongAndShowsTheUsage(String arguments) {
    Ended ended = launcher.run(arguments.split(" "));

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines().get(0)).isNotBlank().doesNotStartWith("Usage");
    assertThat(ended.err()).contains("Usage: sensor-ingest run").doesNotContain("\tat ");
  }

  @Test
  void aSinkThatNeverRecoversDoesNotKeepTheProcessAlive() {
    launcher
        .with("mine/one.camel.yaml", RouteTexts.simulated("one", "sensorId: ONE", "period: 20ms"))
        .with(
            "mine/sinks/broken.camel.yaml",
            RouteTexts.sink(
                "broken",
                """
                - throwException:
                    exceptionType: java.io.IOException
                    message: the disk is full
                """));

    Ended ended =
        launcher.run(
            "run",
            "--routes",
            "mine",
            "--for",
            "2s",
            "--property",
            "window.length=500ms",
            "--property",
            "sinks.retry-delay=100ms",
            "--property",
            "shutdown.timeout=2s");

    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(3);
    assertThat(ended.assertBalanced().figure("windowed")).isZero();
    long left = ended.figure("left behind");
    assertThat(left).isEqualTo(ended.figure("received"));
    assertThat(ended.outLines())
        .endsWith("The ledger balances, but " + left + " readings were left behind");
    assertThat(ended.err())
        .contains("sink-broken", "the disk is full", "Not drained within 2s (shutdown.timeout)")
        .doesNotContain("\tat ");
    // It was tried again, and not given up after the first time.
    assertThat(ended.errLines().stream().filter(line -> line.contains("the disk is full")))
        .hasSizeGreaterThan(2);
  }

  @Test
  void aSinkThatRecoversGetsEveryWindow() throws IOException {
    launcher
        .with("mine/one.camel.yaml", RouteTexts.simulated("one", "sensorId: ONE", "period: 20ms"))
        .with("mine/sinks/archive.camel.yaml", Archive.SINK)
        .with("mine/sinks/log.camel.yaml", Archive.shippedLogSink());

    try (Running running =
        launcher.start(
            "run",
            "--routes",
            "mine",
            "--readings",
            "100",
            "--property",
            "window.length=200ms",
            "--property",
            "sinks.waiting=2",
            "--property",
            "sinks.batch=1",
            "--property",
            "buffer.size=3",
            "--property",
            "sinks.retry-delay=50ms",
            "--property",
            "sinks.retry-max-delay=100ms")) {
      running.awaitErr("The buffer seda://readings is full: sources wait until there is room");
      // Longer than a stall at the start, so that it is the sink that the sensor waits for.
      LockSupport.parkNanos(Duration.ofMillis(1500).toNanos());
      Archive.recover(launcher);
      Ended ended = running.awaitEnd().assertGood();

      assertThat(ended.figure("received")).isEqualTo(100);
      assertThat(ended.figure("windowed")).isEqualTo(100);
      assertThat(ended.inWindowLines()).isEqualTo(100);
      assertThat(ended.out()).containsPattern("one: received 100, waited \\d+\\.\\d\\d s");
      assertThat(Archive.windows(launcher))
          .hasSize((int) ended.outLines().stream().filter(line -> line.contains(" UTC ")).count());
    }
  }

  private static void assertRefused(Ended ended, int exitCode, String message) {
    assertThat(ended.exitCode()).as(ended::everything).isEqualTo(exitCode);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errLines()).as(ended::everything).hasSize(1);
    assertThat(ended.err()).startsWith(message).doesNotContain("Exception", "\tat ");
  }
}
