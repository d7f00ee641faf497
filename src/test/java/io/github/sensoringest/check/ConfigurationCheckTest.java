package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
  @TempDir Path folder;

  @Test
  void configurationThatNobodyHasIsReported() {
    assertThat(findings("retri"))
        .containsExactly(
            "sinks/a.yaml:3:27: there is no route configuration 'retri', did you mean 'retry'?");
  }

  @Test
  void configurationOfAnotherFileIsFound() {
    assertThat(findings("retry")).isEmpty();
  }

  @Test
  void patternAndPlaceholderMayBeAny() {
    assertThat(findings("'ret*'")).isEmpty();
    assertThat(findings("'{{mine:retry}}'")).isEmpty();
  }

  private List<String> findings(String configuration) {
    return new RouteFiles(folder)
        .with("pipeline/errors.yaml", "- routeConfiguration:\n    id: retry\n")
        .with(
            "sinks/a.yaml",
            """
            - route:
                id: a
                routeConfigurationId: %s
                from:
                  uri: direct:sink-a
                  steps:
                    - log: a
            """
                .formatted(configuration))
        .findings();
  }
}
