package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNameCheckTest {
  private static final String ROUTE = RouteFiles.routeWith("- log: hello");

  @TempDir Path folder;

  @Test
  void anExtraDotIsReported() {
    assertThat(findings("sensors/line.1.camel.yaml"))
        .containsExactly(
            "sensors/line.1.camel.yaml: Camel cannot load a file of this name; call it"
                + " line-1.camel.yaml");
  }

  @Test
  void aShortenedSuffixIsReported() {
    assertThat(findings("sensors/boiler.yml"))
        .containsExactly(
            "sensors/boiler.yml: Camel cannot load a file of this name; call it boiler.camel.yaml");
  }

  @Test
  void bothSuffixesOfARouteFileAreGood() {
    assertThat(findings("sensors/boiler.yaml")).isEmpty();
    assertThat(findings("sensors/boiler.camel.yaml")).isEmpty();
  }

  @Test
  void aKameletAmongTheSensorsIsReported() {
    assertThat(findings("sensors/boiler.kamelet.yaml"))
        .containsExactly(
            "sensors/boiler.kamelet.yaml: a kamelet belongs to the folder kamelets/; move it"
                + " there");
  }

  @Test
  void aKameletNeedsTheSuffixOfOne() {
    assertThat(findings("kamelets/boiler.yaml"))
        .containsExactly(
            "kamelets/boiler.yaml: Camel cannot load a file of this name; call it"
                + " boiler.kamelet.yaml");
  }

  private List<String> findings(String name) {
    return new RouteFiles(folder).with(name, ROUTE).findings();
  }
}
