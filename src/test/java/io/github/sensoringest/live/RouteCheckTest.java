package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {
  @TempDir Path folder;

  @Test
  void allMistakesAreReportedByFileAndLine() {
    String text =
        """
        - route:
            id: a
            from:
              uri: timr:a
              steps:
                - logg: a
                - log: "{{nope}}"
                - process:
                    ref: nope
                - to: direct:nope
        """;

    assertThat(new RouteFiles(folder).with("b.yaml", text).with("a.yaml", "- x: {}\n").findings())
        .containsExactly(
            "a.yaml:1:3: unknown entry 'x'",
            "b.yaml:4:12: unknown component 'timr', did you mean 'timer'?",
            "b.yaml:6:11: unknown step 'logg', did you mean 'log'?",
            "b.yaml:7:16: {{nope}} has no value; set it in the configuration, or write"
                + " {{nope:default}}",
            "b.yaml:9:18: there is no bean 'nope'",
            "b.yaml:10:15: no route takes from 'direct:nope'");
  }

  @Test
  void aBrokenRouteFileIsNotBlamedOnTheOthers() {
    assertThat(
            new RouteFiles(folder)
                .with("pipeline/entry.yaml", "- route:\n\tid: entry\n")
                .with("a.yaml", RouteFiles.routeWith("- process: {ref: x}\n- to: direct:readings"))
                .findings())
        .containsExactly("pipeline/entry.yaml:2:1: a tab; YAML is indented with spaces");
  }

  @Test
  void aBrokenKameletIsNotBlamedOnThoseWhoUseIt() {
    assertThat(
            new RouteFiles(folder)
                .with("kamelets/my-source.kamelet.yaml", "\t")
                .with("a.yaml", "- from:\n    uri: kamelet:my-source\n    steps:\n      - log: a\n")
                .findings())
        .hasSize(1);
  }

  @Test
  void aCheckCanBeUsedAgain() throws Exception {
    Path file = folder.resolve("a.yaml");
    RouteFile sensor = new RouteFile(file, "a.yaml", Role.SENSOR);
    RouteCheck check = new RouteCheck(name -> false, name -> false);

    Files.writeString(file, RouteFiles.routeWith("- logg: a"));
    assertThat(check.check(List.of(FileVersion.read(sensor)))).hasSize(1);
    Files.writeString(file, RouteFiles.routeWith("- log: a"));
    assertThat(check.check(List.of(FileVersion.read(sensor)))).isEmpty();
  }

  @Test
  void noFilesHaveNoMistakes() {
    assertThat(new RouteFiles(folder).findings()).isEmpty();
  }
}
