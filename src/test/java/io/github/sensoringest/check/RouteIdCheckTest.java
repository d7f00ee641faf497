package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteIdCheckTest {
  private static final String NEEDED =
      "a route needs an id, by which the ledger and the windows know it; ";

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

  @ParameterizedTest
  @ValueSource(strings = {"description: a", "id: ''"})
  void aRouteWithoutAnIdIsReported(String instead) {
    String text = RouteFiles.routeWith("- log: a").replace("id: sensor", instead);

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:1:3: " + NEEDED + "write 'id: NAME' below 'route:'");
  }

  @Test
  void theShortFormOfARouteHasNoRoomForAnId() {
    String text = "- from:\n    id: a\n    uri: timer:a\n    steps:\n      - log: a\n";

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly(
            "r.yaml:1:3: " + NEEDED + "write '- route:', and 'id: NAME' and 'from:' below it");
  }

  @Test
  void aTemplatedRouteWithoutAnIdIsReported() {
    String text =
        """
        - routeTemplate:
            id: t
            from:
              uri: timer:a
              steps:
                - log: a
        - templatedRoute:
            routeTemplateRef: t
        """;

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:7:3: " + NEEDED + "write 'routeId: NAME' below 'templatedRoute:'");
  }

  @Test
  void theLaterFileOfTheListIsWrong() {
    assertThat(
            new RouteFiles(folder)
                .with("sensors/b.yaml", RouteFiles.routeWith("- log: b"))
                .with("sensors/a.yaml", RouteFiles.routeWith("- log: a"))
                .findings())
        .containsExactly(
            "sensors/a.yaml:2:9: the id 'sensor' is taken by sensors/b.yaml:2; write another one");
  }

  @Test
  void idsThatAreComputedMayDiffer() {
    String text = RouteFiles.routeWith("- log: a").replace("id: sensor", "id: \"{{id:a}}\"");

    assertThat(RouteFiles.findings(folder, text + text)).isEmpty();
  }

  @Test
  void routeConfigurationsWithOneIdAreReported() {
    String text =
        """
        - routeConfiguration:
            id: retry
        - routeConfiguration:
            id: retry
        """;

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:4:9: the id 'retry' is taken by r.yaml:2; write another one");
  }
}
