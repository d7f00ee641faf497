package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCheckTest {
  @TempDir Path folder;

  @Test
  void whatNobodyTakesIsReported() {
    assertThat(findings("direct:readings", "- to:\n    uri: direct:reading"))
        .containsExactly(
            "r.yaml:9:18: no route takes from 'direct:reading', did you mean 'direct:readings'?");
    assertThat(findings("seda:x", "- to: direct:x"))
        .containsExactly("r.yaml:8:15: no route takes from 'direct:x', did you mean 'seda:x'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- to: seda:x",
        "- to: seda://x?size=5",
        "- to:\n    uri: seda:x\n    parameters:\n      size: 5",
        "- to:\n    uri: seda\n    parameters:\n      name: x",
        "- wireTap:\n    uri: seda:x",
        "- toD:\n    uri: seda:x"
      })
  void whatARouteTakesIsNot(String step) {
    assertThat(findings("seda:x", step)).isEmpty();
    assertThat(findings("seda:y", step))
        .singleElement()
        .asString()
        .contains("no route takes from 'seda:x'");
  }

  @Test
  void namesThatAreComputedAreLeftToTheRuntime() {
    assertThat(
            findings(
                "direct:x",
                "- toD: \"direct:${header.a}\"\n- to: \"direct:{{a:x}}\"\n"
                    + "- recipientList:\n    constant: direct:nope"))
        .isEmpty();
  }

  @Test
  void aConsumerWithAPlaceholderTakesWhatFits() {
    assertThat(findings("\"direct:sink-{{kind:log}}\"", "- to: direct:sink-file")).isEmpty();
    assertThat(findings("\"direct:sink-{{kind:log}}\"", "- to: direct:other")).hasSize(1);
  }

  @Test
  void whatIsPolledIsTaken() {
    assertThat(
            RouteFiles.findingsOfSteps(folder, "- to: seda:x\n- pollEnrich:\n    constant: seda:x"))
        .isEmpty();
  }

  @Test
  void whatTwoRoutesTakeIsReported() {
    assertThat(
            new RouteFiles(folder)
                .with("b.yaml", RouteFiles.routeFrom("direct:x"))
                .with(
                    "a.yaml",
                    "# a\n" + RouteFiles.routeFrom("direct", "name: x").replace("id: a", "id: b"))
                .findings())
        .containsExactly(
            "a.yaml:5:12: 'direct:x' is taken by the route at b.yaml:4, and only one may; write"
                + " another name");
  }

  @Test
  void aQueueMayHaveSeveralTakers() {
    assertThat(
            new RouteFiles(folder)
                .with("a.yaml", RouteFiles.routeFrom("seda:x"))
                .with("b.yaml", RouteFiles.routeFrom("seda:x").replace("id: a", "id: b"))
                .findings())
        .isEmpty();
  }

  @Test
  void twoSizesOfAQueueAreReported() {
    assertThat(
            new RouteFiles(folder)
                .with("a.yaml", RouteFiles.routeFrom("seda:x", "size: 5"))
                .with(
                    "b.yaml",
                    RouteFiles.routeWith("- to: seda:x?size=50\n- to: seda:x?size=5\n- to: seda:x"))
                .findings())
        .containsExactly(
            "b.yaml:8:15: 'seda:x' has the size 50 here and 5 in a.yaml:6; write it in one place");
  }

  @Test
  void theDeadLetterRouteMustExist() {
    assertThat(
            RouteFiles.findings(
                folder, "- errorHandler:\n    deadLetterChannel:\n      deadLetterUri: direct:x\n"))
        .containsExactly("r.yaml:3:22: no route takes from 'direct:x'");
  }

  private List<String> findings(String from, String steps) {
    return new RouteFiles(folder)
        .with("c.yaml", RouteFiles.routeFrom(from))
        .with("r.yaml", RouteFiles.routeWith(steps))
        .findings();
  }
}
