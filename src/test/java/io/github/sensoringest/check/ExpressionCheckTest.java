package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCheckTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- setBody:\n    simple: |-\n      hello ${bdy}",
        "- setBody:\n    expression:\n      simple:\n        expression: hello ${bdy}",
        "- filter:\n    simple: ${bdy} > 5\n    steps:\n      - log: a",
        "- log: hello ${bdy}",
        "- log:\n    message: hello ${bdy}",
        "- setHeaders:\n    headers:\n      - name: a\n        simple: ${bdy}",
        "- choice:\n    when:\n      - simple: ${bdy} == 1\n        steps:\n          - log: a"
      })
  void anUnknownFunctionIsReported(String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .endsWith(": simple has no function 'bdy', did you mean 'body'?");
    assertThat(findings(step.replace("bdy", "body"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello ${bdy}", "'hello ${bdy}'", "\"hello ${bdy}\""})
  void theCharacterIsTold(String text) {
    int column = text.indexOf('$') + 21;

    assertThat(findings("- setBody:\n    simple: " + text))
        .singleElement()
        .asString()
        .startsWith("r.yaml:9:" + column + ": ");
  }

  @Test
  void ofATextWithEscapesOnlyTheBeginningIsTold() {
    assertThat(findings("- setBody:\n    simple: \"\\tx ${bdy}\""))
        .singleElement()
        .asString()
        .startsWith("r.yaml:9:21: ");
  }

  @Test
  void anExpressionThatDoesNotEndIsReported() {
    assertThat(findings("- setBody:\n    simple: ${body"))
        .containsExactly(
            "r.yaml:9:26: simple cannot read this: expected symbol functionEnd but was eol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- filter:\n    simple: ${body} = 5\n    steps:\n      - log: a",
        "- validate:\n    simple: ${body} = 5",
        "- loop:\n    doWhile: true\n    simple: ${body} = 5\n    steps:\n      - log: a",
        "- validate:\n    expression:\n      simple:\n        expression: ${body} = 5",
        "- doTry:\n    steps:\n      - log: a\n    doCatch:\n      - exception:\n"
            + "          - java.io.IOException\n        onWhen:\n          simple: ${body} = 5\n"
            + "        steps:\n          - log: a",
        "- aggregate:\n    aggregationStrategy: '#class:java.util.Date'\n"
            + "    correlationExpression:\n      constant: true\n    completionPredicate:\n"
            + "      simple: ${body} = 5\n    steps:\n      - log: a"
      })
  void aConditionThatIsNoneIsReported(String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .endsWith(
            ": simple cannot read this: Unexpected token =; write a condition such as ${body} > 5");
    assertThat(findings(step.replace("} =", "} =="))).isEmpty();
  }

  @Test
  void aBrokenRegularExpressionIsReported() {
    assertThat(findings("- validate:\n    simple: ${body} regex '[a-z'"))
        .containsExactly("r.yaml:9:36: no regular expression: Unclosed character class");
    assertThat(findings("- validate:\n    simple: ${body} regex '[a-z]+'")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- setBody:\n    simple: hello",
        "- setBody:\n    simple: ${bean:myBean?method=next}",
        "- setBody:\n    simple: ${header.a[0].b} ${date:now:yyyy} ${exchangeProperty.x?.y}",
        "- validate:\n    simple: ${body} > {{limit:5}}",
        "- validate:\n    simple: ${body} is 'java.lang.Integer' && ${header.a} range '1..5'",
        "- log: a plain text"
      })
  void whatCamelReadsIsNotReported(String step) {
    assertThat(findings(step)).isEmpty();
  }

  private List<String> findings(String step) {
    return new RouteFiles(folder)
        .with("r.yaml", RouteFiles.routeWith(step))
        .withBean("myBean")
        .findings();
  }
}
