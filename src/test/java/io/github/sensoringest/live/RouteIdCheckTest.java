package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteIdCheckTest {
  @TempDir Path folder;

  @Test
  void anIdThatAnotherFileHasIsReported() {
    assertThat(
            new RouteFiles(folder)
                .with("sensors/a.yaml", RouteFiles.routeWith("- log: a"))
                .with("sensors/b.yaml", "# b\n" + RouteFiles.routeWith("- log: b"))
                .findings())
        .containsExactly(
            "sensors/b.yaml:3:9: the id 'sensor' is taken by sensors/a.yaml:2; write another one");
  }

  @Test
  void theIdOfATemplatedRouteCounts() {
    String text =
        """
        - routeTemplate:
            id: sensor
            from:
              uri: timer:a
              steps:
                - log: a
        - templatedRoute:
            routeTemplateRef: sensor
            routeId: a
        - templatedRoute:
            routeTemplateRef: sensor
            routeId: a
        """;

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:12:14: the id 'a' is taken by r.yaml:9; write another one");
  }

  @Test
  void theIdsOfStepsCount() {
    String steps =
        """
        - log:
            id: a
            message: a
        - choice:
            when:
              - simple: ${body} == 1
                steps:
                  - log:
                      id: a
                      message: a
        """;

    assertThat(RouteFiles.findingsOfSteps(folder, steps))
        .containsExactly("r.yaml:16:27: the id 'a' is taken by r.yaml:9; write another one");
  }

  @Test
  void aTemplatesIdIsNotARoutes() {
    String text =
        """
        - routeTemplate:
            id: sensor
            route:
              id: sensor
              from:
                uri: timer:a
                steps:
                  - log:
                      id: sensor
                      message: a
        - templatedRoute:
            routeTemplateRef: sensor
            routeId: sensor
        """;

    assertThat(RouteFiles.findings(folder, text)).isEmpty();
  }

  @Test
  void routesNeedNoId() {
    String text = RouteFiles.routeWith("- log: a").replace("id: sensor", "description: a");

    assertThat(RouteFiles.findings(folder, text + text)).isEmpty();
  }

  @Test
  void idsThatAreComputedMayDiffer() {
    String text = RouteFiles.routeWith("- log: a").replace("id: sensor", "id: \"{{id:a}}\"");

    assertThat(RouteFiles.findings(folder, text + text)).isEmpty();
  }
}
