package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorFileTest {
  @TempDir Path temp;

  private Path folder;
  private Path shipped;

  @BeforeEach
  void createFolders() throws IOException {
    folder = Files.createDirectory(temp.resolve("plant"));
    shipped = Files.createDirectory(temp.resolve("shipped"));
    touch(shipped, "kamelets/k.kamelet.yaml", "pipeline/entry.camel.yaml", "sensors/s.camel.yaml");
  }

  @Test
  void theOthersAreThoseOfItsFolderAndWhatThatLacksIsShipped() throws IOException {
    touch(folder, "sensors/a.camel.yaml", "sensors/b.camel.yaml", "kamelets/own.kamelet.yaml");

    SensorFile found = find("sensors/a.camel.yaml");

    assertThat(found.file().name()).isEqualTo(folder + "/sensors/a.camel.yaml");
    assertThat(names(found))
        .containsExactly("own.kamelet.yaml", "entry.camel.yaml", "b.camel.yaml");
  }

  @Test
  void oneInNoRoutesFolderHasWhatIsShippedButNoSensors() throws IOException {
    touch(folder, "a.camel.yaml", "b.camel.yaml");

    assertThat(names(find("a.camel.yaml"))).containsExactly("k.kamelet.yaml", "entry.camel.yaml");
  }

  @Test
  void theUsualFolderNeedsNoParts() throws IOException {
    touch(folder, "a.camel.yaml", "b.camel.yaml");

    assertThat(names(SensorFile.find(folder.resolve("a.camel.yaml"), folder, shipped)))
        .containsExactly("k.kamelet.yaml", "entry.camel.yaml", "b.camel.yaml");
  }

  @Test
  void whatIsNoSensorsFileIsRefused() throws IOException {
    touch(folder, "sensors/notes.txt", "kamelets/own.kamelet.yaml");

    refuses("sensors/none.camel.yaml", "no such file; name the file of a sensor");
    refuses("sensors", "this is a folder; name the file of a sensor");
    refuses("sensors/notes.txt", "this is no route file; their names end in .camel.yaml");
    refuses(
        "kamelets/own.kamelet.yaml", "this is no sensor's file; name one that is not in kamelets/");
  }

  private void refuses(String name, String message) {
    assertThatThrownBy(() -> find(name))
        .isInstanceOf(RouteFileException.class)
        .hasMessage(folder.resolve(name) + ": " + message);
  }

  private SensorFile find(String name) {
    return SensorFile.find(folder.resolve(name), shipped, shipped);
  }

  private static List<String> names(SensorFile found) {
    return found.others().stream().map(RouteFile::fileName).toList();
  }

  private static void touch(Path folder, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }
}
