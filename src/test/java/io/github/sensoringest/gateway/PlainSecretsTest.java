package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Secrets among the parameters of the shipped kamelets, with what has a meaning in URIs. */
@Timeout(120)
class PlainSecretsTest {
  private static final String SECRET = "50%41&a=b+c#d (e)?/\\\"'ü";
  private static final String PROPERTY = "sensor-ingest.test-secret";

  private static final Map<String, String> REQUIRED =
      Map.of(
          "mqtt-source", "topic: t",
          "kafka-source", "topic: t",
          "kafka-sink", "topic: t",
          "http-sink", "url: http://127.0.0.1:9/",
          "influx-sink", "database: d",
          "http-poll-source", "devices: http://127.0.0.1:9/");

  @TempDir private Path folder;
  private TestGateway gateway;

  @BeforeEach
  void setSecret() {
    System.setProperty(PROPERTY, SECRET);
  }

  @AfterEach
  void stop() {
    System.clearProperty(PROPERTY);
    if (gateway != null) {
      gateway.gateway().stop();
    }
  }

  @Test
  void secretsOfEveryKameletAreTakenAsTheyAre() throws Exception {
    Map<String, List<String>> secrets = secrets();
    for (Map.Entry<String, List<String>> kamelet : secrets.entrySet()) {
      write(kamelet.getKey(), kamelet.getValue());
    }
    gateway = new TestGateway(folder).start();

    assertThat(secrets)
        .containsOnlyKeys(
            "http-poll-source",
            "http-sink",
            "influx-sink",
            "kafka-sink",
            "kafka-source",
            "mqtt-sink",
            "mqtt-source");
    secrets.forEach(
        (kamelet, names) ->
            assertThat(names)
                .allSatisfy(
                    name ->
                        assertThat(gateway.parameter(kamelet, name))
                            .as("%s of %s", name, kamelet)
                            .isEqualTo(SECRET)));
  }

  private void write(String kamelet, List<String> secrets) throws IOException {
    boolean isSource = kamelet.endsWith("-source");
    Path file = folder.resolve((isSource ? "sensors/" : "sinks/") + kamelet + ".camel.yaml");
    Files.createDirectories(file.getParent());
    List<String> parameters = new ArrayList<>();
    if (REQUIRED.containsKey(kamelet)) {
      parameters.add(REQUIRED.get(kamelet));
    }
    secrets.forEach(name -> parameters.add(name + ": \"{{sys:" + PROPERTY + "}}\""));
    String lines = String.join("\n", parameters);
    Files.writeString(
        file,
        isSource
            ? """
              - route:
                  id: %1$s
                  from:
                    uri: kamelet:%1$s
                    parameters:
              %2$s      steps:
                      - to: direct:readings
              """
                .formatted(kamelet, lines.indent(8))
            : """
              - route:
                  id: %1$s
                  routeConfigurationId: best-effort
                  from:
                    uri: direct:sink-%1$s
                    steps:
                      - to:
                          uri: kamelet:%1$s
                          parameters:
              %2$s"""
                .formatted(kamelet, lines.indent(14)));
  }

  /** Returns the names of the secrets of each kamelet that has some. */
  private static Map<String, List<String>> secrets() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("routes/kamelets"))) {
      for (Path file : files.toList()) {
        Object kamelet =
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        List<String> names = new ArrayList<>();
        child(kamelet, "spec", "definition", "properties")
            .forEach(
                (name, property) -> {
                  if ("password".equals(child(property).get("format"))) {
                    names.add(name.toString());
                  }
                });
        if (!names.isEmpty()) {
          all.put(child(kamelet, "metadata").get("name").toString(), names);
        }
      }
    }
    return all;
  }

  private static Map<?, ?> child(Object node, String... names) {
    Object at = node;
    for (String name : names) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return at instanceof Map<?, ?> map ? map : Map.of();
  }
}
