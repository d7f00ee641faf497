package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeanCheckTest {
  private static final String BEANS =
      """
      - beans:
          - name: declared
            type: java.util.ArrayList
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- process:\n    ref: nope",
        "- process:\n    ref: '#nope'",
        "- bean:\n    ref: nope",
        "- bean: nope",
        "- setBody:\n    ref: nope",
        "- setBody:\n    expression:\n      ref:\n        expression: nope",
        "- setBody:\n    ref:\n      ref: nope",
        "- setBody:\n    method: nope",
        "- setBody:\n    method:\n      ref: nope",
        "- enrich:\n    constant: log:a\n    aggregationStrategy: '#nope'",
        "- enrich:\n    constant: log:a\n    aggregationStrategy: '#bean:nope?method=a'",
        "- delay:\n    constant: 1\n    executorService: '#nope'",
        "- to: bean:nope",
        "- to: log:a?exchangeFormatter=#nope",
        "- to:\n    uri: log:a\n    parameters:\n      exchangeFormatter: '#bean:nope'"
      })
  void anUnknownBeanIsReported(String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .matches("r\\.yaml:\\d+:\\d+: there is no bean 'nope'");
    assertThat(findings(step.replace("nope", "known"))).isEmpty();
    assertThat(findings(step.replace("nope", "declared"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- bean:\n    ref: '#known'",
        "- setBody:\n    ref: '#known'",
        "- setBody:\n    method:\n      ref: '#bean:known'"
      })
  void aSignWhereCamelTakesNoneIsReported(String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .endsWith(": the name of a bean stands here without '#': write 'known'");
  }

  @Test
  void aBeanIsSuggestedOfThoseDeclared() {
    assertThat(findings("- process:\n    ref: decalred"))
        .containsExactly("r.yaml:9:18: there is no bean 'decalred', did you mean 'declared'?");
  }

  @Test
  void classesAndComputedNamesAreNoBeans() {
    assertThat(
            findings(
                "- enrich:\n    constant: log:a\n    aggregationStrategy: '#class:java.util.Date'\n"
                    + "- process:\n    ref: '{{name:a}}'"))
        .isEmpty();
  }

  @Test
  void aBeanOfATemplateIsKnownThereOnly() {
    String text =
        """
        - routeTemplate:
            id: t
            beans:
              - name: local
                type: java.util.ArrayList
            from:
              uri: timer:a
              steps:
                - bean:
                    ref: local
                - bean:
                    ref: "{{local}}"
        - route:
            id: a
            from:
              uri: timer:a
              steps:
                - bean:
                    ref: local
        """;

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:19:18: there is no bean 'local'");
  }

  @Test
  void aBeanWithinABeanIsChecked() {
    String text =
        """
        - beans:
            - name: a
              type: java.util.HashMap
              properties:
                b: "#bean:nope"
        """;

    assertThat(RouteFiles.findings(folder, text))
        .containsExactly("r.yaml:5:12: there is no bean 'nope'");
  }

  @Test
  void anUnknownClassIsReported() {
    assertThat(RouteFiles.findings(folder, "- beans:\n    - name: a\n      type: ArrayList\n"))
        .containsExactly(
            "r.yaml:3:13: there is no class 'ArrayList'; write its full name, with its package");
    assertThat(
            RouteFiles.findings(
                folder,
                "- onException:\n    exception:\n      - java.lang.Excepton\n    steps:\n"
                    + "      - log: a\n"))
        .containsExactly(
            "r.yaml:3:9: there is no class 'java.lang.Excepton'; write its full name, with its"
                + " package");
  }

  private List<String> findings(String step) {
    return new RouteFiles(folder)
        .with("beans.yaml", BEANS)
        .with("r.yaml", RouteFiles.routeWith(step))
        .withBean("known")
        .findings();
  }
}
