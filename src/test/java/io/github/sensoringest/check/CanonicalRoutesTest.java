package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.RouteFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that Camel loads have no finding, whatever of Camel they use. */
class CanonicalRoutesTest {
  private static final Path ROUTES = Path.of("src/test/resources/check/correct");

  @TempDir Path folder;

  static List<Path> correctFiles() throws Exception {
    try (var files = Files.walk(ROUTES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("correctFiles")
  void camelReadsTheFile(Path file) throws Exception {
    // Guards the sample itself: a file that Camel refuses proves nothing.
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      var resource =
          ResourceHelper.fromString("file:" + file.getFileName(), Files.readString(file));
      var builders = PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource);
      for (var builder : builders) {
        ((org.apache.camel.builder.RouteBuilder) builder).setCamelContext(camel);
        ((org.apache.camel.builder.RouteBuilder) builder).configure();
      }
      assertThat(builders).isNotEmpty();
    }
  }

  @Test
  void nothingIsFoundInCorrectFiles() {
    List<Finding> findings =
        new RouteCheck(name -> name.startsWith("known."), name -> name.startsWith("my"), Set.of())
            .check(
                RouteFolder.open(ROUTES, ROUTES).files().stream().map(FileVersion::read).toList());

    assertThat(findings).isEmpty();
  }
}
