package io.github.sensoringest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TimingCommandTest {
  private static final String HOME = "sensoringest.home";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void forgetHome() {
    System.clearProperty(HOME);
  }

  @Test
  void tellsHowLongBothWaysTook() {
    int exitCode = run("--sensors", "4", "--read-time", "10ms");

    assertThat(exitCode).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("4 sensors, 10 ms read time each:"),
            line ->
                assertThat(line).matches("Sequential: 4 reads in \\d+ ms \\(\\d+ ms per sensor\\)"),
            line ->
                assertThat(line)
                    .matches("Concurrent: 4 reads in \\d+ ms \\([\\d.]+ ms per sensor\\)"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void oneAfterTheOtherTakesTheReadTimeOfEach() {
    run("--sensors", "4", "--read-time", "10ms", "--mode", "sequential");

    String line = out.toString().lines().skip(1).findFirst().orElseThrow();
    int millis = Integer.parseInt(line.replaceAll(".* in (\\d+) ms .*", "$1"));
    assertThat(millis).isGreaterThanOrEqualTo(40);
  }

  @Test
  void modeChoosesOneWay() {
    run("--sensors", "2", "--read-time", "1ms", "--mode", "concurrent");

    assertThat(out.toString()).contains("Concurrent: 2 reads").doesNotContain("Sequential");
  }

  @Test
  void tenThousandDevicesAllAnswer() {
    int exitCode = run("--sensors", "10000", "--mode", "concurrent");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).contains("Concurrent: 10000 reads in ");
  }

  @Test
  void devicesThatDoNotAnswerAreAFailure(@TempDir Path home) throws IOException {
    Path timing = Files.createDirectories(home.resolve("examples/timing"));
    Files.copy(
        Path.of("examples/timing/sequential.camel.yaml"), timing.resolve("sequential.camel.yaml"));
    Files.writeString(
        timing.resolve("device.camel.yaml"),
        """
        - route:
            id: device
            from:
              uri: direct:device
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: no reading
        """);
    System.setProperty(HOME, home.toString());

    int exitCode = run("--sensors", "3", "--mode", "sequential");

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("Sequential: 0 reads in ");
  }

  @Test
  void missingFolderIsSaid(@TempDir Path home) {
    System.setProperty(HOME, home.toString());

    assertThat(run()).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "There is no folder " + home.resolve("examples/timing") + " with the routes.");
  }

  @Test
  void wrongReadTimeIsAUsageErrorThatSaysWhatToWrite() {
    assertThat(run("--read-time", "fast")).isEqualTo(2);
    assertThat(err.toString()).contains("--read-time", "'fast' is no duration: write ");
  }

  @Test
  void readTimeOfNothingIsAUsageError() {
    assertThat(run("--read-time", "0s")).isEqualTo(2);
    assertThat(err.toString()).contains("--read-time is 0: write 1ms or more");
  }

  @Test
  void wrongNumberOfSensorsIsAUsageError() {
    assertThat(run("--sensors", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--sensors is 0: write a number of 1 or more");
  }

  @Test
  void unknownModeIsAUsageError() {
    assertThat(run("--mode", "parallel")).isEqualTo(2);
    assertThat(err.toString()).contains("both", "sequential", "concurrent");
  }

  private int run(String... arguments) {
    return new CommandLine(new TimingCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
