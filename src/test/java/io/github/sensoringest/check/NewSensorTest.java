package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Node;

class NewSensorTest {
  private static final String KAMELET =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: my-source
      spec:
        definition:
          title: Scale
          description: Reads a scale.
          required:
            - port
            - host
          properties:
            sensorId:
              description: The id.
              type: string
              default: SCALE
            host:
              description: Where it is.
              type: string
              example: scale-1
            port:
              description: Its port.
              type: integer
              minimum: 1
              maximum: 65535
              example: 4001
            mode:
              description: How it weighs.
              type: string
              enum: [net, gross]
              default: net
              example: gross
            comment:
              type: string
              title: A comment
        template:
          from:
            uri: timer:{{routeId}}
            parameters:
              pattern: "{{?comment}}{{?host}}{{?port}}{{?mode}}{{?sensorId}}"
            steps:
              - to: kamelet:sink
      """;

  @Test
  void theFileHasWhatIsGivenAndTheRestAsComments() {
    assertThat(text(Map.of("host", "a.example.org", "port", "80", "mode", "gross")))
        .isEqualTo(
            """
            # Reads a scale.
            - route:
                id: hall-2
                description: Scale hall-2.
                from:
                  uri: kamelet:my-source
                  parameters:
                    # The id. Default: SCALE.
                    sensorId: HALL_2
                    # Where it is. Example: scale-1.
                    host: a.example.org
                    # Its port. From 1 to 65535. Example: 4001.
                    port: 80
                    # How it weighs. One of net, gross. Default: net. Example: gross.
                    mode: gross
                    # A comment
                    #comment: ""
                  steps:
                    - to:
                        uri: direct:readings
            """);
  }

  @Test
  void aSensorIdThatIsGivenStays() {
    assertThat(text(Map.of("host", "a", "port", "1", "sensorId", "S")))
        .contains("        sensorId: S\n", "        #mode: net\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b",
        "# a",
        "{{x}}",
        "\"",
        "a\\b",
        "a\tb",
        " a",
        "a ",
        "",
        "-",
        "*a",
        "5 s",
        "-1",
        "1.5",
        "tcp://a:1",
        "[a]",
        "a #b",
        "Gr\u00fc\u00dfe",
        "two\nlines",
        "true",
        "10s",
        "it's"
      })
  void eachValueIsReadAsItWasGiven(String value) {
    FileVersion file = version("s.yaml", Role.SENSOR, text(Map.of("host", value, "port", "1")));
    Node root = new YamlReader(new Findings()).read(file).orElseThrow();

    Node route = Nodes.value(Nodes.items(root).get(0), "route").orElseThrow();
    Node parameters =
        Nodes.value(route, "from").flatMap(from -> Nodes.value(from, "parameters")).orElseThrow();
    assertThat(Nodes.text(parameters, "host")).contains(value);
  }

  @Test
  void whenNothingIsGivenTheKeyIsAComment() {
    String kamelet =
        KAMELET
            .replace("    required:\n      - port\n      - host\n", "")
            .replace("sensorId:", "other:")
            .replace("{{?sensorId}}", "");
    FileVersion file = version("kamelets/my-source.kamelet.yaml", Role.KAMELET, kamelet);
    FileVersion sensor =
        version(
            "s.yaml",
            Role.SENSOR,
            NewSensor.of("a", "my-source", List.of(file), Map.of())
                .text()
                .replace("direct:readings", "log:a"));

    assertThat(sensor.content()).asString(StandardCharsets.UTF_8).contains("      #parameters:\n");
    assertThat(new RouteCheck(key -> false, bean -> false, Set.of()).check(List.of(file, sensor)))
        .isEmpty();
  }

  @Test
  void whatIsMissingIsSaidWithAnExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(Map.of()))
        .withMessage(
            "the kamelet 'my-source' needs 'host' and 'port'; give for example --set host=scale-1"
                + " --set port=4001");
  }

  @Test
  void anUnknownParameterIsSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(Map.of("hots", "a")))
        .withMessage("the kamelet 'my-source' has no parameter 'hots', did you mean 'host'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(Map.of("weight", "a")))
        .withMessage(
            "the kamelet 'my-source' has no parameter 'weight'; it has sensorId, host, port, mode,"
                + " comment");
  }

  @Test
  void anUnknownKameletIsSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewSensor.of("a", "my-sorce", files(KAMELET), Map.of()))
        .withMessage("unknown kamelet 'my-sorce', did you mean 'my-source'?");
  }

  @Test
  void aKameletThatIsNoSourceIsSaid() {
    String action = KAMELET.replace("timer:{{routeId}}", "kamelet:source");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NewSensor.of("a", "my-source", files(action), Map.of()))
        .withMessage("the kamelet 'my-source' is no source; name one that makes readings");
  }

  @Test
  void aKameletThatCannotBeReadIsSaid() {
    assertThatExceptionOfType(RouteFileException.class)
        .isThrownBy(() -> NewSensor.of("a", "my-source", files("\t"), Map.of()))
        .withMessageStartingWith("kamelets/my-source.kamelet.yaml:1:1: a tab");
  }

  private static String text(Map<String, String> given) {
    return NewSensor.of("hall-2", "my-source", files(KAMELET), given).text();
  }

  private static List<FileVersion> files(String kamelet) {
    return List.of(version("kamelets/my-source.kamelet.yaml", Role.KAMELET, kamelet));
  }

  private static FileVersion version(String name, Role role, String text) {
    return FileVersion.of(
        new RouteFile(Path.of(name), name, role), text.getBytes(StandardCharsets.UTF_8));
  }
}
