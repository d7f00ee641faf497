package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConventionCheckTest {
  private static final String BUFFER =
      "- route:\n    id: b\n    from:\n      uri: seda:readings\n      steps:\n        - log: a\n";

  @TempDir Path folder;

  @Test
  void sensorThatGoesPastTheEntryIsReported() {
    assertThat(findings("sensors/s.camel.yaml", RouteFiles.routeWith("- to: seda:readings")))
        .singleElement()
        .asString()
        .startsWith("sensors/s.camel.yaml:")
        .endsWith("readings must pass the entry: send them to 'direct:readings'");
  }

  @Test
  void sensorThatTakesFromTheBufferIsReported() {
    assertThat(findings("sensors/s.camel.yaml", RouteFiles.routeFrom("seda:readings")))
        .containsExactly(
            "sensors/s.camel.yaml:4:12: the readings in the buffer belong to the ingest; a sensor"
                + " takes none out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "1000", "\"{{buffer:5}}\""})
  void theSizeOfTheBufferIsStatedOnce(String size) {
    assertThat(
            findings(
                "pipeline/e.camel.yaml", RouteFiles.routeFrom("seda:readings", "size: " + size)))
        .containsExactly(
            "pipeline/e.camel.yaml:6:9: the size of the buffer is 'buffer.size' of the"
                + " configuration; leave it out here");
  }

  @Test
  void entryItselfMaySendToTheBuffer() {
    assertThat(findings("pipeline/e.camel.yaml", RouteFiles.routeWith("- to: seda:readings")))
        .isEmpty();
  }

  @Test
  void sinkThatDoesNotSayWhatAFailureDoesIsReported() {
    assertThat(findings("sinks/s.camel.yaml", sink("description: A sink.")))
        .singleElement()
        .asString()
        .contains("write 'routeConfigurationId: retry'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"routeConfigurationId: retry", "errorHandler:\n      noErrorHandler: {}"})
  void sinkThatSaysWhatAFailureDoesIsNot(String option) {
    assertThat(findings("sinks/s.camel.yaml", sink(option)))
        .filteredOn(finding -> !finding.contains("there is no route configuration"))
        .isEmpty();
  }

  private static String sink(String option) {
    return "- route:\n    id: sink-s\n    "
        + option
        + "\n    from:\n      uri: direct:sink-s\n      steps:\n        - log: a\n";
  }

  private List<String> findings(String name, String text) {
    return new RouteFiles(folder)
        .with("pipeline/buffer.camel.yaml", BUFFER)
        .with(name, text)
        .findings();
  }
}
