package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KameletCheckTest {
  private static final String SOURCE =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: my-source
      spec:
        definition:
          title: A source
          required:
            - name
          properties:
            name:
              title: Name
              type: string
              pattern: "^[a-z-]+$"
              example: boiler
            every:
              title: Every
              type: string
              default: 1s
            count:
              type: integer
              minimum: 1
              maximum: 100
              default: 10
            level:
              type: number
              default: 0.5
            kind:
              type: string
              enum: [sine, ramp]
              default: sine
            exact:
              type: boolean
              default: false
            comment:
              type: string
        template:
          from:
            uri: timer:{{name}}
            parameters:
              period: "{{every}}"
              pattern: "{{?comment}}"
            steps:
              - to:
                  uri: kamelet:sink
      """;

  private static final String ACTION =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: my-action
      spec:
        definition:
          title: An action
        template:
          from:
            uri: kamelet:source
            steps:
              - log:
                  message: hello
      """;

  @TempDir Path folder;

  @Test
  void aUseThatFitsIsGood() {
    assertThat(
            findings(
                "name: boiler",
                "every: 250ms",
                "count: 5",
                "level: 1",
                "kind: ramp",
                "exact: true",
                "comment: anything",
                "noErrorHandler: true"))
        .isEmpty();
  }

  @Test
  void emptyDefaultOfANumberSaysThatItIsNone() {
    String action =
        ACTION.replace(
            "    title: An action\n",
            "    title: An action\n    properties:\n      max:\n        type: number\n"
                + "        default: \"\"\n");

    assertThat(new RouteFiles(folder).with("kamelets/my-action.kamelet.yaml", action).findings())
        .isEmpty();
  }

  @Test
  void anUnknownKameletIsReported() {
    assertThat(findingsOf(RouteFiles.routeFrom("kamelet:my-sorce")))
        .containsExactly("s.yaml:4:12: unknown kamelet 'my-sorce', did you mean 'my-source'?");
    assertThat(findingsOf(RouteFiles.routeFrom("kamelet:other")))
        .containsExactly("s.yaml:4:12: unknown kamelet 'other'; there are my-action, my-source");
  }

  @Test
  void anUnknownParameterIsReported() {
    assertThat(findings("name: a", "evry: 5s"))
        .containsExactly(
            "s.yaml:7:9: the kamelet 'my-source' has no parameter 'evry', did you mean 'every'?");
  }

  @Test
  void aMissingParameterIsReported() {
    assertThat(findings("every: 5s"))
        .containsExactly(
            "s.yaml:4:12: the kamelet 'my-source' needs the parameter 'name'; write for example 'name: boiler'");
  }

  @Test
  void aParameterMayComeFromTheConfiguration() {
    assertThat(
            files()
                .with("s.yaml", route("every: 5s"))
                .withProperty("camel.kamelet.my-source.name")
                .findings())
        .isEmpty();
  }

  @Test
  void aValueThatDoesNotFitTheDefinitionIsReported() {
    assertThat(findings("name: Boiler 1", "count: 0", "level: low", "kind: sinus", "exact: yes"))
        .containsExactly(
            "s.yaml:6:15: 'name' cannot be 'Boiler 1'; write a text that matches ^[a-z-]+$, such as"
                + " boiler",
            "s.yaml:7:16: 'count' cannot be '0'; write a whole number that is at least 1",
            "s.yaml:8:16: 'level' cannot be 'low'; write a number",
            "s.yaml:9:15: 'kind' cannot be 'sinus'; write one of sine, ramp",
            "s.yaml:10:16: 'exact' cannot be 'yes'; write true or false");
    assertThat(findings("name: a", "count: 101"))
        .containsExactly(
            "s.yaml:7:16: 'count' cannot be '101'; write a whole number that is at most 100");
    assertThat(findings("name: a", "count: many"))
        .containsExactly("s.yaml:7:16: 'count' cannot be 'many'; write a whole number");
  }

  @Test
  void aValueThatTheEndpointWithinRefusesIsReported() {
    assertThat(findings("name: a", "every: abc"))
        .containsExactly(
            "s.yaml:7:16: 'every' becomes 'period' of 'timer': 'period' cannot be 'abc'; write a"
                + " duration such as 500ms, 10s, 5m or 1h30m");
  }

  @Test
  void aTimerWithinThatWouldFireOnceIsReported() {
    assertThat(findings("name: a", "every: 0"))
        .singleElement()
        .asString()
        .startsWith(
            "s.yaml:7:16: 'every' becomes 'period' of 'timer': 'period' must be more than 0");
  }

  @Test
  void aValueWithAPlaceholderIsLeftToTheRuntime() {
    assertThat(findings("name: a", "count: \"{{count:5}}\"")).isEmpty();
  }

  @Test
  void theShortFormsAreChecked() {
    assertThat(
            findingsOf(
                RouteFiles.routeFrom("kamelet:my-source?name=a&evry=1s")
                    .replace("log: a", "kamelet: my-actoin")))
        .containsExactly(
            "s.yaml:4:12: the kamelet 'my-source' has no parameter 'evry', did you mean 'every'?",
            "s.yaml:6:20: unknown kamelet 'my-actoin', did you mean 'my-action'?");
  }

  @Test
  void theStepKameletIsChecked() {
    assertThat(
            findingsOf(
                RouteFiles.routeWith(
                    "- kamelet:\n    name: my-action\n    parameters:\n      a: b")))
        .containsExactly("s.yaml:11:15: the kamelet 'my-action' has no parameter 'a'");
  }

  @Test
  void aSourceIsTakenFromAndAnActionIsSentTo() {
    assertThat(
            findingsOf(
                RouteFiles.routeFrom("kamelet:my-action")
                    .replace("log: a", "to: kamelet:my-source?name=a")))
        .containsExactly(
            "s.yaml:4:12: the kamelet 'my-action' is no source; name it in 'to'",
            "s.yaml:6:15: the kamelet 'my-source' is a source; name it in 'from'");
  }

  @Test
  void theEndsOfAKameletMeanNothingElsewhere() {
    assertThat(findingsOf(RouteFiles.routeWith("- to: kamelet:sink")))
        .containsExactly("s.yaml:8:15: 'kamelet:sink' has a meaning only in a kamelet");
  }

  @Test
  void theTemplateIsChecked() {
    assertThat(findingsOfKamelet(SOURCE.replace("pattern: \"{{?", "patern: \"{{?")))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:42:9: 'timer' has no option 'patern', did you mean"
                + " 'pattern'?");
    assertThat(findingsOfKamelet(SOURCE.replace("- to:", "- too:")))
        .contains("kamelets/my-source.kamelet.yaml:44:11: unknown step 'too', did you mean 'to'?");
  }

  @Test
  void aPlaceholderThatIsNoParameterIsReported() {
    assertThat(findingsOfKamelet(SOURCE.replace("{{every}}", "{{evry}}")))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:41:17: {{evry}} has no value; set it in the"
                + " configuration, or write {{evry:default}}");
  }

  @Test
  void aParameterThatTheTemplateCannotDoWithoutIsRequired() {
    assertThat(
            new RouteFiles(folder)
                .with(
                    "kamelets/my-source.kamelet.yaml",
                    SOURCE.replace("{{?comment}}", "{{comment}}"))
                .with("s.yaml", route("name: a"))
                .findings())
        .containsExactly("s.yaml:4:12: the kamelet 'my-source' needs the parameter 'comment'");
  }

  @Test
  void aSourceThatSendsNothingOnIsReported() {
    assertThat(findingsOfKamelet(SOURCE.replace("kamelet:sink", "log:sink")))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:38:5: the kamelet sends nothing on; let its last step"
                + " be 'to: kamelet:sink'");
  }

  @Test
  void theHeadOfTheFileIsChecked() {
    assertThat(
            findingsOfKamelet(
                SOURCE
                    .replace("camel.apache.org/v1", "v1")
                    .replace("kind: Kamelet", "kind: Kamlet")
                    .replace("name: my-source", "name: other")))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:1:13: 'apiVersion' must be 'camel.apache.org/v1'",
            "kamelets/my-source.kamelet.yaml:2:7: 'kind' must be 'Kamelet'",
            "kamelets/my-source.kamelet.yaml:4:9: 'name' must be 'my-source', the name of the"
                + " file");
  }

  @Test
  void whatTheFileLacksIsReported() {
    assertThat(findingsOfKamelet("spec: {}\n"))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:1:1: the kamelet needs 'apiVersion:"
                + " camel.apache.org/v1'",
            "kamelets/my-source.kamelet.yaml:1:1: the kamelet needs 'kind: Kamelet'",
            "kamelets/my-source.kamelet.yaml:1:1: the kamelet needs 'metadata: name: my-source'",
            "kamelets/my-source.kamelet.yaml:1:7: the kamelet needs 'spec: template:', the route it"
                + " stands for");
  }

  @Test
  void aKameletThatIsAListIsReported() {
    assertThat(findingsOfKamelet(RouteFiles.routeWith("- log: a")))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:1:1: a kamelet is no list: begin with 'apiVersion:'");
  }

  @Test
  void theParametersAreChecked() {
    String text =
        SOURCE
            .replace("- name", "- nam")
            .replace("default: 10", "default: 1000")
            .replace("default: 0.5", "defualt: 0.5")
            .replace("type: boolean", "type: bool")
            .replace("^[a-z-]+$", "[a-z");

    assertThat(findingsOfKamelet(text))
        .containsExactly(
            "kamelets/my-source.kamelet.yaml:9:9: 'nam' is required, but is none of the"
                + " 'properties', did you mean 'name'?",
            "kamelets/my-source.kamelet.yaml:14:18: no regular expression: Unclosed character"
                + " class",
            "kamelets/my-source.kamelet.yaml:24:18: the default of 'count' cannot be '1000'; write a"
                + " whole number that is at most 100",
            "kamelets/my-source.kamelet.yaml:27:9: unknown 'defualt', did you mean 'default'?",
            "kamelets/my-source.kamelet.yaml:33:15: unknown type 'bool'");
  }

  private RouteFiles files() {
    return new RouteFiles(folder)
        .with("kamelets/my-source.kamelet.yaml", SOURCE)
        .with("kamelets/my-action.kamelet.yaml", ACTION);
  }

  private List<String> findingsOf(String text) {
    return files().with("s.yaml", text).findings();
  }

  /** Returns the findings of a use of the source; its first parameter is in line 6, column 9. */
  private List<String> findings(String... parameters) {
    return findingsOf(route(parameters));
  }

  private static String route(String... parameters) {
    return RouteFiles.routeFrom("kamelet:my-source", parameters);
  }

  private List<String> findingsOfKamelet(String text) {
    return new RouteFiles(folder).with("kamelets/my-source.kamelet.yaml", text).findings();
  }
}
