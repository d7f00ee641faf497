package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedCheckTest {
  private static final String A_CLASS =
      "a class is not allowed in a sensor's file; declare the bean in a file in pipeline/, or set"
          + " routes.allowed-schemes=class";

  @TempDir Path folder;

  @Test
  void aComponentThatIsNotAmongTheUsualIsReported() {
    assertThat(findings("- to:\n    uri: controlbus:route\n    parameters:\n      action: stop"))
        .containsExactly(
            "r.yaml:9:18: the component 'controlbus' is not allowed in a sensor's file; to allow it,"
                + " set routes.allowed-schemes=controlbus");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- to: controlbus:a?action=stop",
        "- toD: controlbus:${body}",
        "- toD:\n    uri: controlbus:route?routeId=${body}&action=stop",
        "- wireTap:\n    uri: controlbus:a?action=stop",
        "- enrich:\n    constant: controlbus:a?action=stop",
        "- enrich:\n    simple: controlbus:${body}",
        "- recipientList:\n    constant: log:a,controlbus:b",
        "- routingSlip:\n    constant: controlbus:b"
      })
  void noStepReachesSuchAComponent(String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .contains("the component 'controlbus' is not allowed in a sensor's file");
    assertThat(findings(step, "controlbus")).isEmpty();
    assertThat(findings(step, "*")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "toD, '- toD: ${body}'",
    "toD, '- toD:\n    uri: ${header.kind}:a'",
    "wireTap, '- wireTap:\n    uri: ${body}'",
    "enrich, '- enrich:\n    simple: ${body}'",
    "pollEnrich, '- pollEnrich:\n    header: where'",
    "recipientList, '- recipientList:\n    simple: ${body}'",
    "recipientList, '- recipientList:\n    method: known'",
    "routingSlip, '- routingSlip:\n    header: slip'",
    "dynamicRouter, '- dynamicRouter:\n    expression:\n      ref:\n        expression: known'"
  })
  void aComponentThatAMessageNamesIsReported(String word, String step) {
    assertThat(findings(step))
        .containsExactly(
            "r.yaml:8:11: '"
                + word
                + "' with a component that is computed is not allowed in a sensor's file; name the"
                + " component, or set routes.allowed-schemes="
                + word);
    assertThat(findings(step, word)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "groovy, '- setBody:\n    groovy: 1 + 1'",
    "groovy, '- script:\n    expression:\n      groovy:\n        expression: x = 1'",
    "groovy, '- script:\n    groovy: x = 1'",
    "spel, '- filter:\n    spel: x\n    steps:\n      - log: a'",
    "mvel, '- setBody:\n    language:\n      language: mvel\n      expression: x'",
    "csimple, '- setBody:\n    csimple: ${body}'",
    "language, '- to: language:constant:1'"
  })
  void aLanguageThatIsNotAmongTheUsualIsReported(String language, String step) {
    assertThat(findings(step))
        .singleElement()
        .asString()
        .endsWith(
            "'"
                + language
                + "' is not allowed in a sensor's file; to allow it, set routes.allowed-schemes="
                + language);
    assertThat(findings(step, language)).isEmpty();
  }

  @Test
  void theLanguageOfTheComponentIsLookedAtToo() {
    assertThat(findings("- to: language:groovy:1", "language"))
        .containsExactly(
            "r.yaml:8:15: the language 'groovy' is not allowed in a sensor's file; to allow it, set"
                + " routes.allowed-schemes=groovy,language");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- bean:\n    beanType: java.lang.Runtime\n    method: getRuntime",
        "- setBody:\n    method:\n      beanType: java.lang.Runtime",
        "- setBody:\n    simple: ${bean:type:java.lang.Runtime?method=getRuntime}",
        "- log: ${bean:type:java.lang.Runtime?method=getRuntime}",
        "- enrich:\n    constant: log:a\n    aggregationStrategy: '#class:java.util.Date'",
        "- to:\n    uri: log:a\n    parameters:\n      exchangeFormatter: '#class:java.util.Date'"
      })
  void noStepReachesAClass(String step) {
    assertThat(findings(step)).singleElement().asString().endsWith(": " + A_CLASS);
    assertThat(findings(step, "class")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.ProcessBuilder", "\"#class:java.lang.ProcessBuilder('id')\""})
  void aBeanOfAClassIsReported(String type) {
    String beans = "- beans:\n    - name: a\n      type: " + type + "\n";

    assertThat(new RouteFiles(folder).allowing().with("r.yaml", beans).findings())
        .containsExactly("r.yaml:3:13: " + A_CLASS);
    assertThat(new RouteFiles(folder).allowing("class").with("r.yaml", beans).findings()).isEmpty();
  }

  @Test
  void aBeanThatIsAScriptIsReported() {
    String beans =
        "- beans:\n    - name: a\n      type: java.util.Date\n      scriptLanguage: groovy\n"
            + "      script: new Date()\n";

    assertThat(new RouteFiles(folder).allowing("class").with("r.yaml", beans).findings())
        .containsExactly(
            "r.yaml:4:23: the language 'groovy' is not allowed in a sensor's file; to allow it, set"
                + " routes.allowed-schemes=class,groovy");
  }

  @Test
  void classesOfCamelAndOfTheGatewayAreAllowed() {
    String strategy = "org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy";

    assertThat(
            findings(
                "- enrich:\n    constant: log:a\n    aggregationStrategy: '#class:"
                    + strategy
                    + "'"))
        .isEmpty();
  }

  @Test
  void aKameletFromElsewhereIsReported() {
    assertThat(
            new RouteFiles(folder)
                .allowing()
                .with("r.yaml", RouteFiles.routeFrom("kamelet:a", "location: http://example.org"))
                .findings())
        .containsExactly(
            "r.yaml:6:9: 'location' is not allowed in a sensor's file; put the kamelet into"
                + " kamelets/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- to: direct:sensor",
        "- process:\n    ref: known",
        "- bean:\n    ref: known",
        "- toD: file:${header.a}",
        "- to: \"{{out:controlbus:a}}\"",
        "- setBody:\n    method:\n      ref: known",
        "- convertBodyTo:\n    type: java.lang.Double",
        "- throwException:\n    exceptionType: java.io.IOException\n    message: no"
      })
  void theUsualIsAllowed(String step) {
    assertThat(
            new RouteFiles(folder)
                .allowing()
                .with("r.yaml", RouteFiles.routeWith(step))
                .with("s.yaml", RouteFiles.routeFrom("direct:sensor"))
                .withBean("known")
                .findings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipeline/r.yaml", "sinks/r.yaml"})
  void otherFilesMayUseAnything(String name) {
    String text =
        RouteFiles.routeWith("- setBody:\n    groovy: 1\n- to: language:groovy:1")
            .replace("id: sensor", "id: sensor\n    errorHandler:\n      noErrorHandler: {}");

    assertThat(new RouteFiles(folder).allowing().with(name, text).findings()).isEmpty();
  }

  @Test
  void aComponentThatDoesNotExistIsNotOfferedToBeAllowed() {
    assertThat(findings("- to: lgo:a"))
        .containsExactly("r.yaml:8:15: unknown component 'lgo', did you mean 'log'?");
  }

  private List<String> findings(String step, String... allowed) {
    return new RouteFiles(folder)
        .with("r.yaml", RouteFiles.routeWith(step))
        .withBean("known")
        .allowing(allowed)
        .findings();
  }
}
