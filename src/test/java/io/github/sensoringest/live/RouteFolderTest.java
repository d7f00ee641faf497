package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {
  @TempDir Path temp;

  private Path folder;
  private Path shipped;

  @BeforeEach
  void createFolders() throws IOException {
    folder = Files.createDirectory(temp.resolve("routes"));
    shipped = Files.createDirectory(temp.resolve("shipped"));
  }

  @Test
  void filesComeByRoleAndThenByName() throws IOException {
    touch(folder, "sensors/b.camel.yaml", "sensors/a.yaml", "sinks/log.camel.yaml");
    touch(folder, "pipeline/entry.camel.yaml", "kamelets/my-source.kamelet.yaml");

    assertThat(RouteFolder.open(folder, shipped).files())
        .extracting(file -> file.role() + " " + folder.relativize(file.path()))
        .containsExactly(
            "KAMELET kamelets/my-source.kamelet.yaml",
            "PIPELINE pipeline/entry.camel.yaml",
            "SINK sinks/log.camel.yaml",
            "SENSOR sensors/a.yaml",
            "SENSOR sensors/b.camel.yaml");
  }

  @Test
  void aFileIsCalledAsTheUserGaveTheFolder() throws IOException {
    touch(folder, "sensors/a.camel.yaml");

    assertThat(RouteFolder.open(folder, shipped).files())
        .extracting(RouteFile::name)
        .containsExactly(folder + "/sensors/a.camel.yaml");
  }

  @Test
  void whatLiesElsewhereIsASensor() throws IOException {
    touch(folder, "a.camel.yaml", "hall-2/b.camel.yaml", "sensors/deep/down/c.camel.yaml");

    assertThat(RouteFolder.open(folder, shipped).files(Role.SENSOR)).hasSize(3);
  }

  @Test
  void filesThatAreNoRoutesAreIgnored() throws IOException {
    touch(folder, "sensors/a.camel.yaml", "sensors/.hidden.yaml", "sensors/b.camel.yaml~");
    touch(folder, "sensors/.b.camel.yaml.swp", "sensors/README.md", ".git/c.yaml", "d.yaml.tmp");

    assertThat(RouteFolder.open(folder, shipped).files()).hasSize(1);
  }

  @Test
  void aFileOfTheOtherSuffixIsFoundSoThatItCanBeReported() throws IOException {
    touch(folder, "sensors/a.camel.yaml", "sensors/b.yml", "sensors/line.1.camel.yaml");

    assertThat(RouteFolder.open(folder, shipped).files()).hasSize(3);
  }

  @Test
  void whatTheFolderLacksIsTakenFromTheShippedRoutes() throws IOException {
    touch(folder, "sensors/a.camel.yaml", "sinks/mine.camel.yaml");
    touch(shipped, "sensors/example.camel.yaml", "sinks/log.camel.yaml");
    touch(shipped, "pipeline/entry.camel.yaml", "kamelets/x.kamelet.yaml");

    RouteFolder opened = RouteFolder.open(folder, shipped);

    assertThat(opened.files())
        .extracting(file -> temp.relativize(file.path()).toString())
        .containsExactly(
            "shipped/kamelets/x.kamelet.yaml",
            "shipped/pipeline/entry.camel.yaml",
            "routes/sinks/mine.camel.yaml",
            "routes/sensors/a.camel.yaml");
    assertThat(opened.kameletFolders()).containsExactly(shipped.resolve("kamelets"));
  }

  @Test
  void theShippedRoutesMayBeTheFolderItself() throws IOException {
    touch(folder, "sensors/a.camel.yaml", "pipeline/entry.camel.yaml");

    assertThat(RouteFolder.open(folder, folder).files()).hasSize(2);
  }

  @Test
  void theShippedRoutesNeedNotExist() throws IOException {
    touch(folder, "sensors/a.camel.yaml");

    assertThat(RouteFolder.open(folder, temp.resolve("none")).files()).hasSize(1);
  }

  @Test
  void linksToFilesAndFoldersAreFollowed() throws IOException {
    touch(shipped, "real/a.camel.yaml", "b.camel.yaml");
    Files.createSymbolicLink(folder.resolve("sensors"), shipped.resolve("real"));
    Files.createSymbolicLink(folder.resolve("b.camel.yaml"), shipped.resolve("b.camel.yaml"));

    assertThat(RouteFolder.open(folder, shipped).files()).hasSize(2);
  }

  @Test
  void aLinkToAFolderAboveIsNoTrap() throws IOException {
    touch(folder, "sensors/a.camel.yaml");
    Files.createSymbolicLink(folder.resolve("sensors/up"), folder);

    assertThat(RouteFolder.open(folder, shipped).files()).hasSize(1);
  }

  @Test
  void aMissingFolderIsReported() {
    Path missing = temp.resolve("rutes");

    assertThatExceptionOfType(RouteFileException.class)
        .isThrownBy(() -> RouteFolder.open(missing, shipped))
        .withMessage(missing + ": no such folder; name the folder that holds your routes");
  }

  @Test
  void aFileInsteadOfAFolderIsReported() throws IOException {
    touch(folder, "sensors/a.camel.yaml");
    Path file = folder.resolve("sensors/a.camel.yaml");

    assertThatExceptionOfType(RouteFileException.class)
        .isThrownBy(() -> RouteFolder.open(file, shipped))
        .withMessage(file + ": this is a file; name the folder that holds your routes");
  }

  @Test
  void aFolderWithoutASensorIsReported() throws IOException {
    touch(folder, "pipeline/entry.camel.yaml");

    assertThatExceptionOfType(RouteFileException.class)
        .isThrownBy(() -> RouteFolder.open(folder, shipped))
        .withMessage(
            folder
                + ": no sensor found; put a route file such as boiler.camel.yaml into "
                + folder
                + "/sensors");
  }

  @Test
  void aFolderToBeCheckedNeedsNoSensor() throws IOException {
    touch(folder, "pipeline/entry.camel.yaml");

    assertThat(RouteFolder.openAny(folder, shipped).files()).hasSize(1);
  }

  @Test
  void aFileBelongsToTheNearestFolderThatHoldsAPart() throws IOException {
    touch(folder, "sensors/deep/a.camel.yaml", "kamelets/b.kamelet.yaml", "c.camel.yaml");
    touch(folder, "hall-2/d.camel.yaml", "hall-3/sensors/e.camel.yaml");

    assertThat(around("sensors/deep/a.camel.yaml")).isEqualTo(folder);
    assertThat(around("sensors/deep")).isEqualTo(folder);
    assertThat(around("kamelets/b.kamelet.yaml")).isEqualTo(folder);
    assertThat(around("sensors/../c.camel.yaml")).isEqualTo(folder);
    assertThat(around("hall-2/d.camel.yaml")).isEqualTo(folder);
    assertThat(around("hall-3/sensors/e.camel.yaml")).isEqualTo(folder.resolve("hall-3"));
    assertThat(around("")).isEqualTo(folder);
  }

  @Test
  void aFileElsewhereBelongsToTheUsualFolderIfItIsInThere() throws IOException {
    touch(folder, "hall-2/a.camel.yaml");
    Path usual = Path.of("").toAbsolutePath().relativize(folder);

    assertThat(RouteFolder.around(folder.resolve("hall-2/a.camel.yaml"), usual)).isEqualTo(usual);
    assertThat(RouteFolder.around(folder.resolve("hall-2/a.camel.yaml"), shipped))
        .isEqualTo(folder.resolve("hall-2"));
  }

  @Test
  void theFolderAroundIsToldAsThePathIs() {
    assertThat(RouteFolder.around(Path.of("routes/sensors/temp.camel.yaml"), shipped))
        .isEqualTo(Path.of("routes"));
    assertThat(RouteFolder.around(Path.of("./routes"), shipped)).isEqualTo(Path.of("routes"));
  }

  private Path around(String path) {
    return RouteFolder.around(folder.resolve(path), shipped);
  }

  private static void touch(Path folder, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }
}
