package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.live.RouteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir Path folder;

  @Test
  void theBeansAreThoseOfTheRunningGateway() throws IOException {
    TestGateway gateway = new TestGateway(folder);
    try {
      Set<String> running =
          gateway.gateway().start().getRegistry().findByTypeWithName(Object.class).keySet();

      assertThat(surroundings().beans())
          .containsExactlyInAnyOrderElementsOf(
              running.stream()
                  // What Camel binds for itself.
                  .filter(name -> !name.startsWith("Camel"))
                  .filter(name -> !name.endsWith("-variable-repository"))
                  .collect(Collectors.toSet()));
    } finally {
      gateway.gateway().stop();
    }
  }

  @Test
  void beansOfTheConfigurationAreThere() {
    assertThat(
            surroundings(
                    "camel.beans.mine=#class:java.util.Date",
                    "camel.beans.mine.time=1",
                    "camel.beans.list[0]=a")
                .beans())
        .contains("mine", "list");
  }

  @Test
  void theShippedRoutesHaveNoMistake() {
    Path shipped = Path.of("routes");

    assertThat(
            surroundings()
                .check()
                .check(
                    RouteFolder.open(shipped, shipped).files().stream()
                        .map(FileVersion::read)
                        .toList()))
        .isEmpty();
  }

  @Test
  void mistakesInTheParametersOfAnActionAreFoundWithoutAStart() throws IOException {
    Path sensors = Files.createDirectories(folder.resolve("sensors"));
    Files.writeString(
        sensors.resolve("a.camel.yaml"),
        """
        - route:
            id: a
            from:
              uri: timer:a
              steps:
                - to:
                    uri: kamelet:quality-action
                    parameters:
                      max: hot
                      onRange: rejekt
                      maxStep: -1
                - to:
                    uri: kamelet:silence-action
                - to:
                    uri: direct:readings
        """);

    assertThat(
            surroundings()
                .check()
                .check(
                    RouteFolder.open(folder, Path.of("routes")).files().stream()
                        .map(FileVersion::read)
                        .toList()))
        .extracting(finding -> finding.line() + " " + finding.message())
        .containsExactly(
            "9 'max' cannot be 'hot'; write a number",
            "10 'onRange' cannot be 'rejekt'; write one of tag, reject, alarm",
            "11 'maxStep' cannot be '-1'; write a number that is at least 0",
            "13 the kamelet 'silence-action' needs the parameter 'silentAfter'; write for example"
                + " 'silentAfter: 30s'");
  }

  private static Surroundings surroundings(String... keyValues) {
    return new Surroundings(
        TestSettings.with(keyValues), TestSettings.configuration(keyValues).all());
  }
}
