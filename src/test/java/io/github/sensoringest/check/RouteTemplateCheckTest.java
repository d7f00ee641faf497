package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTemplateCheckTest {
  private static final String TEMPLATE =
      """
      - routeTemplate:
          id: sensor
          parameters:
            - name: name
            - name: every
              defaultValue: 1s
            - name: comment
              required: false
          from:
            uri: timer:{{name}}
            parameters:
              period: "{{every}}"
            steps:
              - log: "{{?comment}}"
      """;

  @TempDir Path folder;

  @Test
  void aUseThatFitsIsGood() {
    assertThat(findings("sensor", "name: name, value: a", "name: every, value: 5s")).isEmpty();
  }

  @Test
  void anUnknownTemplateIsReported() {
    assertThat(findings("senser"))
        .containsExactly("s.yaml:2:23: unknown route template 'senser', did you mean 'sensor'?");
  }

  @Test
  void anUnknownParameterIsReported() {
    assertThat(findings("sensor", "name: name, value: a", "name: evry, value: 5s"))
        .containsExactly(
            "s.yaml:6:17: the template 'sensor' has no parameter 'evry', did you mean 'every'?");
  }

  @Test
  void aMissingParameterIsReported() {
    assertThat(findings("sensor", "name: every, value: 5s"))
        .containsExactly("s.yaml:2:23: the template 'sensor' needs the parameter 'name'");
  }

  @Test
  void aValueThatTheEndpointWithinRefusesIsReported() {
    assertThat(findings("sensor", "name: name, value: a", "name: every, value: often"))
        .containsExactly(
            "s.yaml:6:31: 'every' becomes 'period' of 'timer': 'period' cannot be 'often'; write a"
                + " duration such as 500ms, 10s, 5m or 1h30m");
  }

  @Test
  void aTemplateWithoutARouteIsReported() {
    assertThat(RouteFiles.findings(folder, "- routeTemplate:\n    id: a\n"))
        .containsExactly("r.yaml:1:3: 'routeTemplate' needs 'from'");
  }

  private List<String> findings(String template, String... parameters) {
    StringBuilder text =
        new StringBuilder("- templatedRoute:\n    routeTemplateRef: " + template + "\n");
    text.append("    routeId: a\n    parameters:\n");
    for (String parameter : parameters) {
      text.append("      - { ").append(parameter).append(" }\n");
    }
    if (parameters.length == 0) {
      text.append("      []\n");
    }
    return new RouteFiles(folder)
        .with("pipeline/t.yaml", TEMPLATE)
        .with("s.yaml", text.toString())
        .findings();
  }
}
