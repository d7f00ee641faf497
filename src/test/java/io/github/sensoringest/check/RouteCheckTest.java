package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {
  private static final String KAMELET =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: my-source
      spec:
        definition:
          title: A source
        template:
          from:
            uri: timer:x
            steps:
              - to: kamelet:sink
      """;

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
                .with("a.yaml", RouteFiles.routeFrom("kamelet:my-source"))
                .findings())
        .hasSize(1);
  }

  @Test
  void aCheckCanBeUsedAgain() throws Exception {
    Path file = folder.resolve("a.yaml");
    RouteFile sensor = new RouteFile(file, "a.yaml", Role.SENSOR);
    RouteCheck check = new RouteCheck(name -> false, name -> false, Set.of());

    Files.writeString(file, RouteFiles.routeWith("- logg: a"));
    assertThat(check.check(List.of(FileVersion.read(sensor)))).hasSize(1);
    Files.writeString(file, RouteFiles.routeWith("- log: a"));
    assertThat(check.check(List.of(FileVersion.read(sensor)))).isEmpty();
  }

  @Test
  void aKameletWithMistakesOfItsOwnIsNotBlamedOnThoseWhoUseIt() {
    assertThat(
            new RouteFiles(folder)
                .with("kamelets/my-source.kamelet.yaml", KAMELET.replace("timer:x", "timr:x"))
                .with("a.yaml", RouteFiles.routeFrom("kamelet:my-source", "unknown: 1"))
                .findings())
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:10:12: unknown component 'timr', did you mean"
                + " 'timer'?");
  }

  @Test
  void aRefusedKameletIsNamedWhereItIsUsed() {
    String text =
        RouteFiles.routeFrom("kamelet:my-source", "period: 1s")
            + "- templatedRoute:\n    routeTemplateRef: my-source\n    routeId: b\n"
            + RouteFiles.routeFrom("kamelet:other").replace("id: a", "id: c");

    assertThat(new RouteFiles(folder).with("a.yaml", text).findings("my-source"))
        .containsExactly(
            "a.yaml:4:12: the kamelet 'my-source' was refused; mend its file first",
            "a.yaml:10:23: the kamelet 'my-source' was refused; mend its file first",
            "a.yaml:15:12: unknown kamelet 'other'");
  }

  @Test
  void whatOneFileNeedsOfAnotherIsSeenAnew() {
    RouteCheck check = new RouteCheck(name -> false, name -> false, Set.of());
    FileVersion user = version("a.yaml", RouteFiles.routeWith("- to: direct:b"));
    FileVersion used = version("b.yaml", RouteFiles.routeFrom("direct:b"));

    assertThat(check.check(List.of(user, used))).isEmpty();
    assertThat(check.check(List.of(user)))
        .extracting(Finding::message)
        .containsExactly("no route takes from 'direct:b'");
    assertThat(check.check(List.of(user, used))).isEmpty();
  }

  @Test
  void aFileIsNotReadAgainWhileItIsTheSame() {
    AtomicInteger asked = new AtomicInteger();
    RouteCheck check = new RouteCheck(name -> asked.incrementAndGet() > 0, name -> false, Set.of());
    FileVersion file = version("a.yaml", RouteFiles.routeWith("- log: \"{{known}}\""));

    check.check(List.of(file));
    check.check(List.of(version("a.yaml", RouteFiles.routeWith("- log: \"{{known}}\""))));
    assertThat(asked).hasValue(1);

    check.check(List.of());
    check.check(List.of(file));
    assertThat(asked).as("it was forgotten meanwhile").hasValue(2);
  }

  private static FileVersion version(String name, String text) {
    return FileVersion.of(
        new RouteFile(Path.of(name), name, Role.SENSOR), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noFilesHaveNoMistakes() {
    assertThat(new RouteFiles(folder).findings()).isEmpty();
  }
}
