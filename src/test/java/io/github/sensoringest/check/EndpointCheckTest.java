package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointCheckTest {
  private static final String DURATION = "write a duration such as 500ms, 10s, 5m or 1h30m";

  private static final String ENDLESS =
      "'delay' must not be negative without a 'repeatCount': such a timer fires on during a stop;"
          + " write a short 'period' instead";

  @TempDir Path folder;

  @Test
  void anUnknownComponentIsReported() {
    assertThat(findingsOfTo("tiemr:a"))
        .containsExactly("r.yaml:9:18: unknown component 'tiemr', did you mean 'timer'?");
  }

  @Test
  void aComponentThatIsNotInstalledIsReported() {
    assertThat(findingsOfTo("pinecone:a"))
        .containsExactly(
            "r.yaml:9:18: the component 'pinecone' is not installed; put camel-pinecone.jar and what"
                + " it needs into lib/ext");
  }

  @Test
  void aBeanMayBeAComponent() {
    assertThat(
            new RouteFiles(folder)
                .with("r.yaml", RouteFiles.routeWith("- to:\n    uri: mine:a"))
                .withBean("mine")
                .findings())
        .isEmpty();
  }

  @Test
  void anUnknownOptionIsReportedAtItsName() {
    assertThat(findingsOfTimer("perod: 10"))
        .containsExactly("r.yaml:6:9: 'timer' has no option 'perod', did you mean 'period'?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "5x", "1.5s", "5S", "1w", "3days", "10 s", "1min30s", "1_000"})
  void aPeriodThatIsNoDurationIsReportedAtItsValue(String period) {
    assertThat(findingsOfTimer("period: " + period))
        .containsExactly("r.yaml:6:17: 'period' cannot be '" + period + "'; " + DURATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"500", "500ms", "10s", "5m", "1h30m", "1d", "1s500ms", "2sec", "10min", "PT10S"})
  void aPeriodThatCamelReadsIsNot(String period) {
    assertThat(findingsOfTimer("period: " + period)).isEmpty();
  }

  @Test
  void anOptionOfTheShortFormIsReportedAtTheAddress() {
    assertThat(findings(RouteFiles.routeFrom("timer:a?period=abc")))
        .containsExactly("r.yaml:4:12: 'period' cannot be 'abc'; " + DURATION);
    assertThat(RouteFiles.findingsOfSteps(folder, "- to: log:a?levl=INFO"))
        .containsExactly("r.yaml:8:15: 'log' has no option 'levl', did you mean 'level'?");
  }

  @Test
  void aNumberThatIsNoneIsReported() {
    assertThat(findingsOfTimer("repeatCount: abc"))
        .containsExactly("r.yaml:6:22: 'repeatCount' cannot be 'abc'; write a whole number");
    assertThat(findingsOfTimer("repeatCount: 3000000000")).isEmpty();
  }

  @Test
  void aBooleanThatIsNoneIsReported() {
    assertThat(findingsOfTimer("fixedRate: yes"))
        .containsExactly("r.yaml:6:20: 'fixedRate' cannot be 'yes'; write true or false");
  }

  @Test
  void aValueThatIsNoneOfThoseAllowedIsReported() {
    assertThat(findingsOfTo("log:a", "level: warm"))
        .containsExactly(
            "r.yaml:11:22: 'level' cannot be 'warm'; write one of TRACE, DEBUG, INFO, WARN, ERROR,"
                + " OFF, did you mean 'WARN'?");
  }

  @Test
  void aBeanWithoutItsSignIsReported() {
    assertThat(findingsOfTimer("exceptionHandler: mine"))
        .containsExactly(
            "r.yaml:6:27: 'exceptionHandler' cannot be 'mine'; write the name of a bean, such as"
                + " \"#mine\"");
  }

  @Test
  void aValueWithAPlaceholderIsLeftToTheRuntime() {
    assertThat(findingsOfTimer("period: \"{{period:1s}}\"")).isEmpty();
    assertThat(findingsOfTimer("period: \"{{period:1}}s\"")).isEmpty();
  }

  @Test
  void anAddressThatIsComputedIsLeftToTheRuntime() {
    assertThat(RouteFiles.findingsOfSteps(folder, "- toD:\n    uri: \"nope:${body}\"")).isEmpty();
    assertThat(RouteFiles.findingsOfSteps(folder, "- to:\n    uri: \"{{to:log:a?b=c}}\""))
        .isEmpty();
  }

  @Test
  void anAddressWithoutANameIsReported() {
    assertThat(findings(RouteFiles.routeFrom("timer")))
        .containsExactly("r.yaml:4:12: 'timer' needs 'timerName'");
  }

  @Test
  void theNameMayBeAParameter() {
    assertThat(findings(RouteFiles.routeFrom("timer", "timerName: a"))).isEmpty();
  }

  @Test
  void optionsAtTwoPlacesAreReported() {
    assertThat(findingsOfTo("log:a?level=INFO", "showAll: true"))
        .containsExactly(
            "r.yaml:9:18: options both behind the '?' and below 'parameters'; write all below"
                + " 'parameters'");
  }

  @Test
  void aParameterWithoutAValueIsReported() {
    assertThat(findingsOfTimer("exceptionHandler: #mine"))
        .containsExactly(
            "r.yaml:6:9: 'exceptionHandler' has no value; one that begins with # must be in"
                + " quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-PT1S"})
  void aTimerThatNeverEndsIsReported(String delay) {
    assertThat(findingsOfTimer("delay: " + delay))
        .containsExactly("r.yaml:6:16: " + ENDLESS)
        .isEqualTo(findingsOfTimer("delay: " + delay, "repeatCount: 0"));
  }

  @Test
  void aTimerWithANegativeDelayMayEnd() {
    assertThat(findingsOfTimer("delay: -1", "repeatCount: 5", "period: 0")).isEmpty();
    assertThat(findingsOfTimer("delay: -1", "repeatCount: \"{{n:5}}\"")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0s", "-5", "PT0S"})
  void aPeriodThatFiresOnceIsReported(String period) {
    assertThat(findingsOfTimer("period: " + period, "repeatCount: 5"))
        .containsExactly(
            "r.yaml:6:17: 'period' must be more than 0: such a timer fires once, whatever"
                + " 'repeatCount' says; for that write 'repeatCount: 1'");
  }

  @Test
  void optionsOfTheBufferThatLoseReadingsAreReported() {
    String text =
        """
        - route:
            id: a
            from:
              uri: seda:a
              parameters:
                purgeWhenStopping: true
              steps:
                - to:
                    uri: seda:a
                    parameters:
                      discardWhenFull: true
                      discardIfNoConsumers: "{{discard:true}}"
                - to:
                    uri: seda:a
                    parameters:
                      discardWhenFull: false
        """;

    assertThat(findings(text))
        .containsExactly(
            "r.yaml:6:28: 'purgeWhenStopping' is not allowed: it throws away what is waiting when"
                + " the route stops; leave it out",
            "r.yaml:11:32: 'discardWhenFull' is not allowed: it drops readings without a trace;"
                + " choose what a full buffer does by 'buffer.when-full', which counts what it"
                + " drops",
            "r.yaml:12:37: 'discardIfNoConsumers' is not allowed: it drops readings without a trace"
                + " while nobody takes them; leave it out");
  }

  @Test
  void theEndpointsOfOtherStepsAreChecked() {
    String steps =
        """
        - wireTap:
            uri: lgo:a
        - enrich:
            expression:
              constant:
                expression: log:a?levl=INFO
        - pollEnrich:
            constant: file:a?delete=maybe
        - poll:
            uri: file:a
            parameters:
              filename: a
              fileNme: a
        """;

    assertThat(RouteFiles.findingsOfSteps(folder, steps))
        .containsExactly(
            "r.yaml:9:18: unknown component 'lgo', did you mean 'log'?",
            "r.yaml:13:29: 'log' has no option 'levl', did you mean 'level'?",
            "r.yaml:15:23: 'delete' cannot be 'maybe'; write true or false",
            "r.yaml:20:15: 'file' has no option 'fileNme', did you mean 'fileName'?");
  }

  @Test
  void theDeadLetterEndpointIsChecked() {
    assertThat(findings("- errorHandler:\n    deadLetterChannel:\n      deadLetterUri: lgo:a\n"))
        .containsExactly("r.yaml:3:22: unknown component 'lgo', did you mean 'log'?");
  }

  private List<String> findings(String text) {
    return RouteFiles.findings(folder, text);
  }

  private List<String> findingsOfTimer(String... parameters) {
    return findings(RouteFiles.routeFrom("timer:a", parameters));
  }

  private List<String> findingsOfTo(String uri, String... parameters) {
    String step = "- to:\n    uri: " + uri + "\n";
    if (parameters.length > 0) {
      step += "    parameters:\n" + String.join("\n", parameters).indent(6);
    }
    return RouteFiles.findingsOfSteps(folder, step);
  }
}
