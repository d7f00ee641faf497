package io.github.sensoringest.live;

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
