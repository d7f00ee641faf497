package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCheckTest {
  @TempDir Path folder;

  @Test
  void anUnknownEntryIsReported() {
    assertThat(findings("- rout:\n    id: a\n"))
        .containsExactly("r.yaml:1:3: unknown entry 'rout', did you mean 'route'?");
  }

  @Test
  void anUnknownStepIsReported() {
    assertThat(findingsOfSteps("- logg: hello"))
        .containsExactly("r.yaml:8:11: unknown step 'logg', did you mean 'log'?");
  }

  @Test
  void anUnknownOptionIsReported() {
    assertThat(findingsOfSteps("- log:\n    message: a\n    levl: INFO\n    loggingLevl: INFO"))
        .containsExactly(
            "r.yaml:10:13: unknown option 'levl' of 'log'",
            "r.yaml:11:13: unknown option 'loggingLevl' of 'log', did you mean 'loggingLevel'?");
  }

  @Test
  void anOptionOfTheEndpointBesideItsAddressIsReported() {
    assertThat(findingsOfSteps("- to:\n    uri: log:a\n    showHeaders: true"))
        .containsExactly(
            "r.yaml:10:13: unknown option 'showHeaders' of 'to'; options of the endpoint belong to"
                + " 'parameters'");
  }

  @Test
  void aMissingOptionIsReported() {
    assertThat(findingsOfSteps("- log:\n    loggingLevel: INFO"))
        .containsExactly("r.yaml:8:11: 'log' needs 'message'");
  }

  @Test
  void aMissingExpressionIsReported() {
    assertThat(findingsOfSteps("- split:\n    steps:\n      - log: a"))
        .containsExactly("r.yaml:8:11: 'split' needs 'expression', such as 'simple' or 'constant'");
    assertThat(findingsOfSteps("- setBody:\n    expression: {}"))
        .containsExactly(
            "r.yaml:9:13: 'expression' needs an expression, such as 'simple' or 'constant'");
  }

  @Test
  void anAggregateNeedsItsCorrelation() {
    assertThat(findingsOfSteps("- aggregate:\n    aggregationStrategy: '#class:java.util.Date'"))
        .containsExactly("r.yaml:8:11: 'aggregate' needs 'correlationExpression'");
  }

  @Test
  void twoExpressionsAreReported() {
    assertThat(findingsOfSteps("- setBody:\n    simple: a\n    constant: b"))
        .containsExactly(
            "r.yaml:10:13: 'setBody' has both 'simple' and 'constant'; write one of them");
  }

  @Test
  void aValueThatIsNoBooleanIsReported() {
    assertThat(
            findingsOfSteps(
                "- split:\n    simple: ${body}\n    streaming: yes\n    steps:\n      - log: a"))
        .containsExactly("r.yaml:10:24: 'streaming' cannot be 'yes'; write true or false");
  }

  @Test
  void aValueThatIsNoNumberIsReported() {
    assertThat(findings("- route:\n    id: a\n    startupOrder: first\n" + fromAndLog(4)))
        .containsExactly("r.yaml:3:19: 'startupOrder' cannot be 'first'; write a number");
  }

  @Test
  void aBrokenNumberWhereCamelCountsIsReported() {
    assertThat(findingsOfSteps("- threads:\n    poolSize: 1.5"))
        .containsExactly("r.yaml:9:23: 'poolSize' cannot be '1.5'; write a whole number");
  }

  @Test
  void aPlaceholderWhereCamelReplacesNoneIsReported() {
    assertThat(findings("- route:\n    id: a\n    startupOrder: \"{{a:1}}\"\n" + fromAndLog(4)))
        .containsExactly("r.yaml:3:19: 'startupOrder' takes no placeholder; write a whole number");
  }

  @Test
  void aBooleanMayBeAPlaceholderOrQuoted() {
    assertThat(findingsOfSteps("- log:\n    message: a\n    disabled: \"{{off:false}}\""))
        .isEmpty();
    assertThat(findingsOfSteps("- log:\n    message: a\n    disabled: \"True\"")).isEmpty();
  }

  @Test
  void aValueThatIsNoneOfThoseAllowedIsReported() {
    assertThat(findingsOfSteps("- log:\n    message: a\n    loggingLevel: WARM"))
        .containsExactly(
            "r.yaml:10:27: 'loggingLevel' cannot be 'WARM'; write one of TRACE, DEBUG, INFO, WARN,"
                + " ERROR, OFF, did you mean 'WARN'?");
  }

  @Test
  void aValueIsAllowedInTheSpellingsThatCamelReads() {
    assertThat(findingsOfSteps("- setExchangePattern:\n    pattern: in-only")).isEmpty();
    assertThat(findingsOfSteps("- log:\n    message: a\n    logging-level: warn")).isEmpty();
  }

  @Test
  void aDurationOfAStepIsChecked() {
    assertThat(
            findingsOfSteps(
                "- throttle:\n    constant: 5\n    timePeriodMillis: 5x\n"
                    + "- sample:\n    samplePeriod: 1d"))
        .containsExactly(
            "r.yaml:10:31: 'timePeriodMillis' cannot be '5x'; write a duration such as 500ms, 10s,"
                + " 5m or 1h30m");
  }

  @Test
  void aRouteWithoutStepsIsReported() {
    assertThat(findings("- route:\n    id: a\n    from:\n      uri: timer:a\n"))
        .containsExactly("r.yaml:3:5: 'from' needs 'steps'");
    assertThat(findings("- route:\n    id: a\n    from:\n      uri: timer:a\n      steps: []\n"))
        .containsExactly("r.yaml:5:14: 'from' needs at least one step, such as 'to'");
  }

  @Test
  void stepsBesideFromAreReported() {
    String text =
        """
        - route:
            id: a
            from:
              uri: timer:a
            steps:
              - log: hello
        """;

    assertThat(findings(text))
        .containsExactly(
            "r.yaml:3:5: 'from' needs 'steps'",
            "r.yaml:5:5: unknown option 'steps' of 'route'; 'steps' belong to 'from': indent them"
                + " like 'uri'");
  }

  @Test
  void anOptionBesideItsStepIsReported() {
    assertThat(findingsOfSteps("- log:\n  message: hello"))
        .containsExactly("r.yaml:9:11: 'message' belongs to 'log'; indent it deeper than 'log'");
  }

  @Test
  void aStepWithoutItsDashIsReported() {
    assertThat(findingsOfSteps("- log: a\n  to: log:b"))
        .containsExactly("r.yaml:9:11: 'to' is a step of its own; begin its line with '- '");
  }

  @Test
  void aStepThatIsOnlyAWordIsReported() {
    assertThat(findingsOfSteps("- stop"))
        .containsExactly("r.yaml:8:11: write the step as 'name:' with its options below it");
    assertThat(findingsOfSteps("- stop:"))
        .containsExactly("r.yaml:8:11: 'stop' is empty; write its options below it, or 'stop: {}'");
  }

  @Test
  void aValueThatBecameACommentIsReported() {
    assertThat(findingsOfSteps("- enrich:\n    constant: log:a\n    aggregationStrategy: #windows"))
        .containsExactly(
            "r.yaml:10:13: 'aggregationStrategy' has no value; one that begins with # must be in"
                + " quotes");
  }

  @Test
  void aListWhereAValueBelongsIsReported() {
    assertThat(findingsOfSteps("- log:\n    message: [a]"))
        .containsExactly("r.yaml:9:22: 'message' is no list; leave out the '- '");
    assertThat(findingsOfSteps("- to:\n    uri: log:a\n    parameters:\n      level: [a]"))
        .containsExactly("r.yaml:11:22: 'level' takes a value, no list");
  }

  @Test
  void aMappingWhereAListBelongsIsReported() {
    assertThat(findings(RouteFiles.routeFrom("timer:a").replace("- log", "log")))
        .containsExactly("r.yaml:6:9: 'steps' is a list; begin each item with '- '");
  }

  @Test
  void stepsWithinStepsAreChecked() {
    String steps =
        """
        - choice:
            when:
              - simple: ${body} == 1
                steps:
                  - filter:
                      simple: ${body} == 1
                      steps:
                        - logg: a
            otherwize:
              steps: []
        """;

    assertThat(findingsOfSteps(steps))
        .containsExactly(
            "r.yaml:15:27: unknown step 'logg', did you mean 'log'?",
            "r.yaml:16:13: unknown option 'otherwize' of 'choice', did you mean 'otherwise'?");
  }

  @Test
  void whatMustStandBeforeTheRoutesIsReported() {
    String text =
        RouteFiles.routeWith("- log: a")
            + "- onException:\n    exception:\n      - java.lang.Exception\n"
            + "    steps:\n      - log: a\n";

    assertThat(findings(text))
        .containsExactly("r.yaml:9:3: 'onException' must stand before the first route of the file");
  }

  @Test
  void optionsOfAggregateThatLoseReadingsAreReported() {
    String steps =
        """
        - aggregate:
            aggregationStrategy: "#class:java.util.Date"
            correlationExpression:
              constant: true
            completionSize: 5
            ignoreInvalidCorrelationKeys: true
            discardOnAggregationFailure: true
            discardOnCompletionTimeout: true
            closeCorrelationKeyOnCompletion: 100
            steps:
              - log: a
        """;

    assertThat(findingsOfSteps(steps))
        .containsExactly(
            "r.yaml:13:13: 'ignoreInvalidCorrelationKeys' is not allowed: it drops messages that have"
                + " no key; nobody would know. Leave it out",
            "r.yaml:14:13: 'discardOnAggregationFailure' is not allowed: it drops the window when"
                + " adding to it fails; nobody would know. Leave it out",
            "r.yaml:15:13: 'discardOnCompletionTimeout' is not allowed: it drops the window when its"
                + " time is over; nobody would know. Leave it out",
            "r.yaml:16:13: 'closeCorrelationKeyOnCompletion' is not allowed: it drops what comes for"
                + " a closed window; nobody would know. Leave it out");
  }

  private static String fromAndLog(int indent) {
    return "from:\n  uri: timer:a\n  steps:\n    - log: hello\n".indent(indent);
  }

  private List<String> findings(String text) {
    return RouteFiles.findings(folder, text);
  }

  private List<String> findingsOfSteps(String steps) {
    return RouteFiles.findingsOfSteps(folder, steps);
  }
}
