package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderCheckTest {
  @TempDir Path folder;

  @Test
  void aPlaceholderWithoutAValueIsReported() {
    assertThat(findings("a {{nope}} b"))
        .containsExactly(
            "r.yaml:9:22: {{nope}} has no value; set it in the configuration, or write"
                + " {{nope:default}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{known}}",
        "{{known}} and {{known}}",
        "{{nope:a}}",
        "{{nope:}}",
        "{{nope:{{known}}}}",
        "{{known{{known}}}}",
        "{{?nope}}",
        "{{env:PATH}}",
        "{{env:SENSOR_INGEST_NOPE:a}}",
        "{{sys:java.version}}",
        "{{sys:nope:a}}",
        "{{bean:known.size}}",
        "\\\\{{nope\\\\}}",
        "'{{'nope'}}'",
        "} not one {"
      })
  void aPlaceholderWithAValueIsNot(String text) {
    assertThat(findings(text)).isEmpty();
  }

  @Test
  void aPlaceholderWithinAnotherIsReported() {
    assertThat(findings("{{a:{{nope}}}}")).singleElement().asString().contains("{{nope}} has no");
  }

  @Test
  void aVariableThatTheEnvironmentLacksIsReported() {
    assertThat(findings("{{env:SENSOR_INGEST_NOPE}}"))
        .containsExactly(
            "r.yaml:9:22: the environment has no variable SENSOR_INGEST_NOPE; set it, or write"
                + " {{env:SENSOR_INGEST_NOPE:default}}");
  }

  @Test
  void aMissingSystemPropertyIsReported() {
    assertThat(findings("{{sys:nope}}"))
        .containsExactly(
            "r.yaml:9:22: there is no system property nope; set it, or write"
                + " {{sys:nope:default}}");
  }

  @Test
  void aPlaceholderThatIsNotClosedIsReported() {
    assertThat(findings("a {{nope} b"))
        .containsExactly("r.yaml:9:22: 'a {{nope} b' has '{{' without '}}'");
  }

  @Test
  void placeholdersInAnAddressAreFound() {
    assertThat(RouteFiles.findingsOfSteps(folder, "- to: log:{{nope}}?level={{known:INFO}}"))
        .containsExactly(
            "r.yaml:8:15: {{nope}} has no value; set it in the configuration, or write"
                + " {{nope:default}}");
  }

  @Test
  void textsForPeopleMayHaveBraces() {
    assertThat(
            RouteFiles.findingsOfSteps(
                folder, "- log:\n    message: a\n    description: \"{{nope}}\"\n    note: \"{{\""))
        .isEmpty();
  }

  private List<String> findings(String message) {
    return new RouteFiles(folder)
        .with("r.yaml", RouteFiles.routeWith("- log:\n    message: \"" + message + "\""))
        .withProperty("known")
        .findings();
  }
}
