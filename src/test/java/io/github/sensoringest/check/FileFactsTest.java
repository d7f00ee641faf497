package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FileFactsTest {
  @Test
  void theIdsOfTheRoutesComeInTheirOrder() {
    String text =
        RouteFiles.routeFrom("timer:a").replace("id: a", "id: b")
            + RouteFiles.routeFrom("timer:a")
            + "- templatedRoute:\n    routeTemplateRef: t\n    routeId: c\n";

    assertThat(facts("s.yaml", text).routeIds()).containsExactly("b", "a", "c");
  }

  @Test
  void theIdsOfStepsAreNoRoutes() {
    String text = RouteFiles.routeWith("- log:\n    id: step\n    message: a");

    assertThat(facts("s.yaml", text).routeIds()).containsExactly("sensor");
  }

  @Test
  void kameletsAreUsedInEachOfTheWaysThatThereAre() {
    String text =
        RouteFiles.routeFrom("kamelet:one")
            + RouteFiles.routeFrom("kamelet", "templateId: two", "routeId: x")
            + RouteFiles.routeWith(
                "- kamelet: three\n- kamelet:\n    name: four\n- to: kamelet:five/x?a=b\n"
                    + "- wireTap:\n    uri: kamelet:six\n- toD: kamelet:${body}\n")
            + "- templatedRoute:\n    routeTemplateRef: seven\n    routeId: c\n";

    assertThat(facts("s.yaml", text).kamelets())
        .containsExactlyInAnyOrder("one", "two", "three", "four", "five", "six", "seven");
  }

  @Test
  void aKameletMayUseKamelets() {
    String text =
        """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: outer
        spec:
          definition:
            title: Outer
          template:
            from:
              uri: kamelet:inner
              steps:
                - to: kamelet:sink
        """;

    FileFacts facts = facts("kamelets/outer.kamelet.yaml", text);

    assertThat(facts.kamelets()).containsExactly("inner");
    assertThat(facts.routeIds()).isEmpty();
    assertThat(facts.declaresBeans()).isFalse();
  }

  @Test
  void templatesBeansAndConfigurationsAreNoted() {
    String template =
        "- routeTemplate:\n    id: t\n    beans:\n      - name: a\n        type: java.util.Date\n"
            + "    from:\n      uri: timer:a\n      steps:\n        - log: a\n";

    assertThat(facts("s.yaml", template))
        .isEqualTo(
            new FileFacts(List.of(), Set.of(), Set.of("t"), false, Set.of(), Set.of(), Set.of()));
    assertThat(facts("s.yaml", "- beans:\n    - name: a\n      type: java.util.Date\n"))
        .extracting(FileFacts::declaresBeans)
        .isEqualTo(true);
    assertThat(facts("s.yaml", "- routeConfiguration:\n    id: retry\n"))
        .extracting(FileFacts::routeConfigurations)
        .isEqualTo(Set.of("retry"));
  }

  @Test
  void ofAFileThatIsNoYamlNothingIsKnown() {
    FileFacts facts = facts("s.yaml", "\t");

    assertThat(facts.routeIds()).isEmpty();
    assertThat(facts.kamelets()).isEmpty();
  }

  @Test
  void internalEndpointsAreNoted() {
    FileFacts facts =
        facts(
            "pipeline/p.yaml",
            RouteFiles.routeFrom("direct:readings")
                + RouteFiles.routeFrom("seda", "name: queue", "size: 5").replace("id: a", "id: b")
                + RouteFiles.routeWith("- to: seda:readings?size=5\n- wireTap: direct:copy"));

    assertThat(facts.takesFrom()).containsExactlyInAnyOrder("direct:readings", "seda:queue");
    assertThat(facts.sendsTo()).contains("seda:readings", "direct:copy");
  }

  private static FileFacts facts(String name, String text) {
    Role role = Role.ofFolder(name.contains("/") ? name.replaceFirst("/.*", "") : "");
    RouteFile file = new RouteFile(Path.of(name), name, role);
    return new RouteCheck(key -> true, bean -> true, Set.of())
        .facts(FileVersion.of(file, text.getBytes(StandardCharsets.UTF_8)));
  }
}
