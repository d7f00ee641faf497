package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.live.SensorFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial in this process, with the shipped routes. */
class TrialTest {
  private static final Path SHIPPED = Path.of("routes");
  private static final String READING = "[A-Z_0-9]+: -?\\d+\\.\\d\\d celsius at \\S+Z";

  private static final String ACTIONS =
      """
      - to:
          uri: kamelet:quality-action
          parameters:
            max: 125
            onRange: alarm
      - to:
          uri: kamelet:deadband-action
          parameters:
            absolute: 1
      """
          .indent(8);

  @TempDir Path folder;

  private final StringWriter printed = new StringWriter();
  private LogFormat format = LogFormat.TEXT;

  @Test
  void asManyReadingsAreShownAsAreWanted() throws IOException {
    assertThat(trial(3, "10s", simulated("period: 10ms"))).isZero();
    assertThat(lines()).hasSize(4);
    assertThat(lines().subList(0, 3)).allMatch(line -> line.matches(READING));
    assertThat(lines().get(3)).matches("3 readings taken in, 0 refused, in \\d+\\.\\d\\d s");
  }

  @Test
  void ofAFamilyNoMoreAreShownThanAreWanted() throws IOException {
    assertThat(trial(3, "10s", simulated("period: 10ms", "sensors: 100"))).isZero();
    assertThat(lines()).hasSize(4);
  }

  @Test
  void sensorThatEndsEndsTheTrial() throws IOException {
    assertThat(trial(100, "60s", simulated("period: 1ms", "readings: 20"))).isZero();
    assertThat(lines()).hasSize(21).last().asString().startsWith("20 readings taken in, 0 refused");
  }

  @Test
  void timerThatEndsEndsTheTrial() throws IOException {
    assertThat(trial(100, "60s", timer("repeatCount: 2", "1.5"))).isZero();
    assertThat(lines()).hasSize(3);
  }

  @Test
  void refusedReadingsAreShownWithTheirReason() throws IOException {
    assertThat(trial(10, "60s", timer("repeatCount: 2", "NaN"))).isEqualTo(1);
    assertThat(lines())
        .startsWith("refused (not-finite): sensor reported NaN")
        .last()
        .asString()
        .startsWith("0 readings taken in, 2 refused, in ");
  }

  @Test
  void actionsOfTheSensorAreShownWithWhatTheyDo() throws IOException {
    String text =
        simulated("period: 1ms", "readings: 20", "signal: constant", "value: 126")
            .replace("        - to:\n", ACTIONS + "        - to:\n");

    assertThat(trial(100, "60s", text)).isZero();
    assertThat(lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ALARM raised SENSOR (sensor) above-max at "),
            line ->
                assertThat(line).startsWith("SENSOR: 126.00 celsius at ").endsWith("Z (above-max)"),
            line ->
                assertThat(line).startsWith("1 reading taken in, 0 refused, 19 suppressed, in "));
  }

  @Test
  void jsonIsALineForEachWithItsType() throws IOException {
    format = LogFormat.JSON;

    assertThat(trial(10, "60s", timer("repeatCount: 1", "NaN") + other("1.5"))).isEqualTo(1);
    assertThat(lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("{\"type\":\"reading\",\"sensorId\":\"other\","))
        .contains(
            "{\"type\":\"rejection\",\"source\":\"sensor\",\"reason\":\"not-finite\","
                + "\"detail\":\"sensor reported NaN\"}")
        .last()
        .asString()
        .startsWith("{\"type\":\"summary\",\"message\":\"1 reading taken in, 1 refused, in ")
        .contains("\"readings\":1,\"refused\":1,\"suppressed\":0,\"seconds\":");
  }

  @Test
  void sensorThatSendsNothingEndsWithTheTime() throws IOException {
    assertThat(trial(10, "100ms", simulated("period: 1h"))).isEqualTo(1);
    assertThat(lines()).singleElement().asString().startsWith("0 readings taken in, 0 refused");
  }

  @Test
  void deviceThatHangsDoesNotHoldUpTheEnd() throws IOException {
    String hangs =
        timer("period: 10", "1.5")
            .replace(
                "        - setBody:",
                "        - delay:\n            asyncDelayed: false\n            expression:\n              constant:\n"
                    + "                expression: \"3600000\"\n        - setBody:");
    long began = System.nanoTime();

    assertThat(trial(10, "200ms", hangs)).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void mistakeInTheFileIsSaidWithItsPlace() {
    assertThatThrownBy(() -> trial(10, "10s", simulated("perod: 1s")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("sensors/sensor.camel.yaml:7:9: ")
        .hasMessageContaining("did you mean 'period'?");
    assertThat(lines()).isEmpty();
  }

  @Test
  void neighboursNeitherRunNorHinder() throws IOException {
    write("sensors/no-yaml.camel.yaml", "- route: [");
    write("sensors/bad.camel.yaml", timer("perod: 1", "1.5"));
    write("sensors/same-id.camel.yaml", timer("period: 1", "1.5"));
    write("kamelets/bad.kamelet.yaml", "kind: Kamelet\n");
    copyShipped("kamelets/simulated-sensor-source.kamelet.yaml");

    assertThat(trial(100, "60s", simulated("period: 1ms", "readings: 20"))).isZero();
    assertThat(lines()).hasSize(21);
  }

  @Test
  void kameletWithAMistakeThatIsUsedIsSaid() throws IOException {
    copyShipped("kamelets/simulated-sensor-source.kamelet.yaml");
    Path kamelet = folder.resolve("kamelets/simulated-sensor-source.kamelet.yaml");
    Files.writeString(kamelet, Files.readString(kamelet).replace("uri: timer:", "uri: timr:"));

    assertThatThrownBy(() -> trial(10, "10s", simulated("period: 1ms")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("kamelets/simulated-sensor-source.kamelet.yaml:")
        .hasMessageContaining("'timr'");
  }

  @Test
  void routesAreMadeFromTheTemplatesOfANeighbour() throws IOException {
    write(
        "sensors/templates.camel.yaml",
        """
        - routeTemplate:
            id: fixed
            parameters:
              - name: value
            from:
              uri: timer:fixed
              parameters:
                delay: 1
                repeatCount: 1
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "{{value}}"
                        resultType: java.lang.Double
                - to:
                    uri: direct:readings
        """);

    int exitCode =
        trial(
            10,
            "60s",
            """
            - templatedRoute:
                routeTemplateRef: fixed
                routeId: from-template
                parameters:
                  - name: value
                    value: 1.5
            """);

    assertThat(exitCode).isZero();
    assertThat(lines().get(0)).startsWith("from-template: 1.50 at ");
  }

  @Test
  void entryOfTheFolderIsTheOneThatIsTried() throws IOException {
    write(
        "pipeline/entry.camel.yaml",
        shipped("pipeline/entry.camel.yaml").replace("seda:readings", "direct:second"));
    write(
        "pipeline/second.camel.yaml",
        """
        - route:
            id: second
            from:
              uri: direct:second
              steps:
                - to:
                    uri: seda:readings
        """);
    write("pipeline/ingest.camel.yaml", shipped("pipeline/ingest.camel.yaml"));

    assertThat(trial(1, "60s", simulated("period: 1ms"))).isZero();
  }

  @Test
  void mistakeInTheEntryIsSaid() throws IOException {
    write(
        "pipeline/entry.camel.yaml",
        shipped("pipeline/entry.camel.yaml").replace("ref: entry", "ref: entri"));

    assertThatThrownBy(() -> trial(10, "10s", simulated("period: 1ms")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("pipeline/entry.camel.yaml:")
        .hasMessageContaining("there is no bean 'entri'");
  }

  @Test
  void entryThatBringsTheIngestAlongIsRefused() throws IOException {
    write(
        "pipeline/all.camel.yaml",
        shipped("pipeline/entry.camel.yaml") + shipped("pipeline/ingest.camel.yaml"));

    assertThatThrownBy(() -> trial(10, "10s", simulated("period: 1ms")))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(
            "pipeline/all.camel.yaml: one of its routes takes from 'seda:readings'");
  }

  @Test
  void nothingIsStored() throws IOException {
    Path store = folder.resolve("store");
    String keep =
        """
        - route:
            id: %s
            errorHandler:
              noErrorHandler: {}
            from:
              uri: %s
              steps:
                - convertBodyTo:
                    type: java.lang.String
                - to:
                    uri: file:%s
        """;
    write("sinks/keep.camel.yaml", keep.formatted("sink-keep", "direct:sink-keep", store));
    copyShipped("pipeline/entry.camel.yaml");
    copyShipped("pipeline/errors.camel.yaml");
    copyShipped("pipeline/ingest.camel.yaml");
    copyShipped("pipeline/windows.camel.yaml");
    copyShipped("pipeline/close-windows.camel.yaml");
    write("pipeline/rejected.camel.yaml", keep.formatted("rejected", "direct:rejected", store));

    int exitCode =
        trial(10, "60s", timer("repeatCount: 1", "NaN") + other("1.5"), "window.length=1ms");

    assertThat(exitCode).isEqualTo(1);
    assertThat(lines()).hasSize(3);
    assertThat(store).doesNotExist();
  }

  @Test
  void fileInNoRoutesFolderHasTheShippedKameletsAndEntry() throws IOException {
    write("alone.camel.yaml", simulated("period: 1ms", "readings: 5"));
    write("bad.camel.yaml", "- route: [");

    assertThat(run("alone.camel.yaml", 10, "60s")).isZero();
    assertThat(lines()).hasSize(6);
  }

  private int trial(int readings, String limit, String text, String... settings)
      throws IOException {
    write("sensors/sensor.camel.yaml", text);
    return run("sensors/sensor.camel.yaml", readings, limit, settings);
  }

  private int run(String file, int readings, String limit, String... settings) {
    return new Trial(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            SensorFile.find(folder.resolve(file), SHIPPED, SHIPPED),
            readings,
            new Output(new PrintWriter(printed), format))
        .run(Durations.parse(limit));
  }

  private List<String> lines() {
    return printed.toString().lines().toList();
  }

  private void write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String shipped(String name) throws IOException {
    return Files.readString(SHIPPED.resolve(name));
  }

  private void copyShipped(String name) throws IOException {
    write(name, shipped(name));
  }

  private static String simulated(String... parameters) {
    return """
        - route:
            id: sensor
            from:
              uri: kamelet:simulated-sensor-source
              parameters:
                sensorId: SENSOR
        %s      steps:
                - to:
                    uri: direct:readings
        """
        .formatted(String.join("\n", parameters).indent(8));
  }

  private static String other(String value) {
    return timer("repeatCount: 1", value)
        .replace("id: sensor", "id: other")
        .replace("timer:sensor", "timer:other");
  }

  private static String timer(String parameter, String value) {
    return """
        - route:
            id: sensor
            from:
              uri: timer:sensor
              parameters:
                delay: 1
                %s
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: "%s"
                        resultType: java.lang.Double
                - to:
                    uri: direct:readings
        """
        .formatted(parameter, value);
  }
}
