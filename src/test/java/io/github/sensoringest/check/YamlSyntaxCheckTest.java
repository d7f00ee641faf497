package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlSyntaxCheckTest {
  @TempDir Path folder;

  @Test
  void aTabIsReportedWhereItStands() {
    assertThat(findings("- route:\n\tid: a\n"))
        .containsExactly("r.yaml:2:1: a tab; YAML is indented with spaces");
  }

  @Test
  void anOpenQuoteIsReported() {
    assertThat(findings("- route:\n    id: \"a\n"))
        .singleElement()
        .asString()
        .matches("r\\.yaml:\\d+:\\d+: this is no YAML: .*")
        .doesNotContain("\n");
  }

  @Test
  void aSlipOfTheIndentIsReportedWithItsLine() {
    assertThat(findings("- route:\n    id: a\n   from: x\n"))
        .singleElement()
        .asString()
        .startsWith("r.yaml:3:4: this is no YAML: ");
  }

  @Test
  void anEmptyFileIsReported() {
    String expected = "r.yaml: the file is empty; begin with '- route:', or remove it";

    assertThat(findings("")).containsExactly(expected);
    assertThat(findings("# only a comment\n")).containsExactly(expected);
  }

  @Test
  void aFileThatIsNoListIsReported() {
    assertThat(findings("route:\n  id: a\n"))
        .containsExactly("r.yaml:1:1: a route file is a list: begin with '- route:'");
  }

  @Test
  void anEmptyListIsReported() {
    assertThat(findings("[]"))
        .containsExactly("r.yaml:1:1: the file has no route; begin with '- route:', or remove it");
  }

  @Test
  void aSecondDocumentIsReported() {
    assertThat(findings("- route: {}\n---\n- route: {}\n"))
        .containsExactly("r.yaml:2:1: a second document ('---'); put it into a file of its own");
  }

  @Test
  void aKeyThatIsThereTwiceIsReported() {
    String text =
        """
        - route:
            id: a
            from:
              uri: timer:a
              steps:
                - log:
                    message: a
                    message: b
        """;

    assertThat(findings(text))
        .containsExactly(
            "r.yaml:8:13: 'message' is here twice, first in line 7; only the last would count");
  }

  @Test
  void aPlaceholderWithoutQuotesIsReported() {
    assertThat(RouteFiles.findingsOfSteps(folder, "- log:\n    message: {{x}}"))
        .containsExactly("r.yaml:9:22: put the placeholder in quotes: \"{{x}}\"");
  }

  @Test
  void aPlaceholderWithoutQuotesThatGoesOnIsReported() {
    assertThat(RouteFiles.findingsOfSteps(folder, "- log:\n    message: {{x}} and more"))
        .singleElement()
        .asString()
        .endsWith(": a value that begins with {{ must be in quotes: \"{{...}}\"");
  }

  @Test
  void aCharacterThatYamlDoesNotAllowIsReported() {
    assertThat(findings("- from:\n    uri: a\u0001b\n"))
        .containsExactly("r.yaml:2:11: the character U+0001 is not allowed; remove it");
  }

  @Test
  void anotherEncodingIsReported() throws IOException {
    Path file = folder.resolve("r.yaml");
    Files.write(file, "- from: # K\u00fche\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(check(file))
        .containsExactly("r.yaml: this is no UTF-8 text; save the file with the encoding UTF-8");
  }

  @Test
  void aFileThatVanishedIsReported() {
    assertThat(check(folder.resolve("r.yaml")))
        .containsExactly("r.yaml: cannot be read; let the user who runs the gateway read it");
  }

  @Test
  void aliasesThatContainThemselvesAreReported() {
    assertThat(findings("- from: &a\n    steps: *a\n"))
        .containsExactly("r.yaml:1:1: too large, or aliases (*name) that contain themselves");
  }

  @Test
  void aliasesThatMultiplyAreReported() {
    StringBuilder text = new StringBuilder("- beans: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      text.append("- beans: &a%d [*a%d, *a%d]\n".formatted(i, i - 1, i - 1));
    }

    assertThat(findings(text.toString())).hasSize(1);
  }

  @Test
  void aliasesAndAnchorsAreAllowed() {
    String text =
        """
        - route:
            id: a
            from:
              uri: timer:a
              steps: &steps
                - log: hello
        - route:
            id: b
            from:
              uri: timer:b
              steps: *steps
        """;

    assertThat(findings(text)).isEmpty();
  }

  @Test
  void aByteOrderMarkIsAllowed() {
    assertThat(findings("\uFEFF" + RouteFiles.routeWith("- log: hello"))).isEmpty();
  }

  @Test
  void allFilesAreReportedInOneGo() {
    List<String> findings =
        new RouteFiles(folder).with("b.yaml", "\t").with("a.yaml", "").findings();

    assertThat(findings).hasSize(2);
    assertThat(findings.get(0)).startsWith("a.yaml: ");
    assertThat(findings.get(1)).startsWith("b.yaml:1:1: ");
  }

  private List<String> findings(String text) {
    return RouteFiles.findings(folder, text);
  }

  private static List<String> check(Path file) {
    return new RouteCheck(name -> false, name -> false, Set.of())
        .check(List.of(FileVersion.read(new RouteFile(file, "r.yaml", Role.SENSOR)))).stream()
            .map(Finding::toString)
            .toList();
  }
}
