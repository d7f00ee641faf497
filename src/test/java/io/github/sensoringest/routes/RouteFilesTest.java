package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.entry.EntryBeans;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.live.RouteFolder;
import io.github.sensoringest.rejected.RejectedBeans;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.store.StoreBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowBeans;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every file under {@code routes/} and {@code examples/}. */
class RouteFilesTest {
  private static final Path SHIPPED = Path.of("routes");

  /** Read once, as that takes a second. */
  private static JsonSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    try (InputStream json =
        RouteFilesTest.class.getClassLoader().getResourceAsStream("schema/camelYamlDsl.json")) {
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(json);
    }
  }

  static List<Path> routeFiles() throws Exception {
    return files().stream().filter(file -> !isKamelet(file)).toList();
  }

  static List<Path> kamelets() throws Exception {
    return files().stream().filter(RouteFilesTest::isKamelet).toList();
  }

  private static List<Path> files() throws Exception {
    try (Stream<Path> routes = Files.walk(SHIPPED);
        Stream<Path> examples = Files.walk(Path.of("examples"))) {
      return Stream.concat(routes, examples)
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  private static boolean isKamelet(Path file) {
    return file.toString().endsWith(".kamelet.yaml");
  }

  static List<Path> folders() throws Exception {
    try (Stream<Path> examples = Files.list(Path.of("examples"))) {
      return Stream.concat(Stream.of(SHIPPED), examples).filter(Files::isDirectory).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void fileIsWhatCamelsSchemaWants(Path file) throws Exception {
    assertThat(schema.validate(Files.readString(file), InputFormat.YAML)).isEmpty();
  }

  @Test
  void schemaRefusesAnOptionThatCamelDoesNotHave() throws Exception {
    String wrong = "- route:\n    id: a\n    from:\n      uri: direct:a\n      stepz: []\n";

    assertThat(schema.validate(wrong, InputFormat.YAML)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void kameletsTemplateIsWhatCamelsSchemaWants(Path file) throws Exception {
    Map<?, ?> template = map(map(read(file), "spec"), "template");
    String route =
        new Dump(DumpSettings.builder().build())
            .dumpToString(
                List.of(Map.of("route", Map.of("id", "r", "from", template.get("from")))));

    assertThat(schema.validate(route, InputFormat.YAML)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void kameletSaysWhatItIs(Path file) throws Exception {
    Map<?, ?> kamelet = read(file);

    assertThat(kamelet.get("apiVersion")).isEqualTo("camel.apache.org/v1");
    assertThat(kamelet.get("kind")).isEqualTo("Kamelet");
    assertThat(file.getFileName())
        .hasToString(map(kamelet, "metadata").get("name") + ".kamelet.yaml");
    Map<?, ?> definition = map(map(kamelet, "spec"), "definition");
    assertThat(definition.get("title")).isNotNull();
    assertThat(definition.get("description")).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void everyParameterOfAKameletIsDescribedAndHasADefaultOrAnExample(Path file) throws Exception {
    Map<?, ?> parameters = map(map(map(read(file), "spec"), "definition"), "properties");

    assertThat(parameters)
        .isNotEmpty()
        .allSatisfy(
            (name, parameter) -> {
              Set<Object> has = new HashSet<>(((Map<?, ?>) parameter).keySet());
              assertThat(has).contains("title", "description", "type");
              assertThat(has).containsAnyOf("default", "example");
            });
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void everyRouteHasAnIdAndASentenceAboutIt(Path file) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      RouteText.useShippedKamelets(camel);
      RouteText.loadFile(camel, file.toString());

      assertThat(camel.getRouteDefinitions())
          .allSatisfy(
              route -> {
                assertThat(route.hasCustomIdAssigned()).isTrue();
                assertThat(route.getDescriptionText()).endsWith(".");
              });
    }
  }

  @Test
  void routesOfThePipelineAreNamedAfterTheirFiles() throws Exception {
    for (Path file : routeFiles()) {
      if (file.startsWith(SHIPPED.resolve("pipeline"))) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
          RouteText.loadFile(camel, file.toString());
          String name = file.getFileName().toString().replace(".camel.yaml", "");
          // The file of the error handling has none.
          assertThat(camel.getRouteDefinitions())
              .extracting(RouteDefinition::getRouteId)
              .isSubsetOf(name);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void checkOfRouteFilesFindsNothing(Path folder) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Settings settings = TestSettings.with();
      Ledger ledger = new Ledger();
      ManualClock clock = ManualClock.atMillis(0);
      new RejectedBeans(settings, clock).configure(camel);
      new DeadLetterBeans(settings, source -> Optional.empty(), clock).configure(camel);
      new EntryBeans(settings, ledger, new FirstReadings(0, r -> {}), clock).configure(camel);
      new BufferBeans(settings, ledger, clock).configure(camel);
      new WindowBeans(settings, ledger, clock).configure(camel);
      new SinkBeans(settings, ledger, new Doors(), Clock.systemUTC()).configure(camel);
      new StoreBeans(settings, ledger, clock).configure(camel);
      RouteText.bindStepsOfNoPage(camel);
      Set<String> keys = TestSettings.configuration().all().keySet();
      boolean timing = folder.endsWith("timing");

      assertThat(
              new RouteCheck(
                      key -> keys.contains(key) || timing && key.equals("timing.read-time"),
                      name ->
                          camel.getRegistry().lookupByName(name) != null
                              || timing && Set.of("device", "answering").contains(name),
                      Set.of())
                  .check(
                      RouteFolder.open(folder, SHIPPED).files().stream()
                          .map(FileVersion::read)
                          .toList()))
          .isEmpty();
    }
  }

  private static Map<?, ?> read(Path file) throws Exception {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    return (Map<?, ?>) parent.get(key);
  }
}
