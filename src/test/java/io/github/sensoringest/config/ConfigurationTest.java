package io.github.sensoringest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final Map<String, String> NONE = Map.of();

  @TempDir Path folder;

  @Test
  void commandLineWinsOverTheEnvironment() {
    assertThat(
            size(List.of(), Map.of("SENSOR_INGEST_BUFFER_SIZE", "2"), Map.of("buffer.size", "3")))
        .isEqualTo(3);
  }

  @Test
  void environmentWinsOverAFile() throws Exception {
    assertThat(
            size(
                List.of(file("a", "buffer.size=1")),
                Map.of("SENSOR_INGEST_BUFFER_SIZE", "2"),
                NONE))
        .isEqualTo(2);
  }

  @Test
  void laterFileWinsOverAnEarlierOne() throws Exception {
    assertThat(size(List.of(file("a", "buffer.size=1"), file("b", "buffer.size=2")), NONE, NONE))
        .isEqualTo(2);
  }

  @Test
  void fileThatDoesNotExistIsSkipped() {
    assertThat(size(List.of(folder.resolve("none")), NONE, NONE)).isEqualTo(1000);
  }

  @Test
  void keyThatIsNearlyOursIsRefusedWithWhatWasMeant() throws Exception {
    Path file = file("a.properties", "bufer.size=1");

    assertThatThrownBy(() -> Configuration.load(List.of(file), NONE, NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(file + ": unknown key 'bufer.size', did you mean 'buffer.size'?");
  }

  @Test
  void keyOfTheUsersOwnIsThereForRoutes() {
    assertThat(Configuration.load(List.of(), NONE, Map.of("my.host", "plant-3")).all())
        .containsEntry("my.host", "plant-3");
  }

  @Test
  void malformedFileIsRefused() throws Exception {
    Path file = file("a", "log.format=\\uXYZ");

    assertThatThrownBy(() -> Configuration.load(List.of(file), NONE, NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file + ": cannot be read: ");
  }

  @Test
  void folderInPlaceOfAFileIsRefused() {
    assertThatThrownBy(() -> Configuration.load(List.of(folder), NONE, NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void fileIsReadAsUtf8() throws Exception {
    assertThat(Configuration.load(List.of(file("a", "my.plant=Köln")), NONE, NONE).all())
        .containsEntry("my.plant", "Köln");
  }

  @Test
  void badValueNamesTheEnvironmentVariable() {
    assertThatThrownBy(
            () -> size(List.of(), Map.of("SENSOR_INGEST_BUFFER_WHEN_FULL", "wait"), NONE))
        .hasMessageStartingWith(
            "environment variable SENSOR_INGEST_BUFFER_WHEN_FULL: buffer.when-full: 'wait'");
  }

  private static int size(
      List<Path> files, Map<String, String> environment, Map<String, String> commandLine) {
    return Settings.of(Configuration.load(files, environment, commandLine)).bufferSize();
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }
}
