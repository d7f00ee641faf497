package io.github.sensoringest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVersionTest {
  @TempDir Path folder;

  @Test
  void theHashIsThatOfTheContent() throws IOException {
    FileVersion version = read("abc");

    assertThat(version.content()).asString().isEqualTo("abc");
    assertThat(version.problem()).isEmpty();
    // FIPS 180-2, appendix B.1
    assertThat(version.hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(version.version()).isEqualTo("ba7816bf8f01");
  }

  @Test
  void theSameContentOfTheSameFileIsEqual() throws IOException {
    FileVersion first = read("abc");

    assertThat(read("abc")).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(read("abd")).isNotEqualTo(first);
    assertThat(FileVersion.of(file("other.yaml"), first.content())).isNotEqualTo(first);
  }

  @Test
  void aFileThatIsNotThereIsAProblem() {
    assertThat(FileVersion.read(file("none.yaml")).problem())
        .contains("cannot be read; let the user who runs the gateway read it");
  }

  @Test
  void aFolderIsAProblem() throws IOException {
    Files.createDirectory(folder.resolve("f.yaml"));

    assertThat(FileVersion.read(file("f.yaml")).problem())
        .contains("this is no file; give it another name, or remove it");
  }

  @Test
  void aFileThatIsTooLargeIsAProblemAndNotKept() throws IOException {
    FileVersion largest = read("#".repeat(FileVersion.MOST_BYTES));
    FileVersion larger = read("#".repeat(FileVersion.MOST_BYTES + 1));

    assertThat(largest.problem()).isEmpty();
    assertThat(larger.problem())
        .contains("larger than 1 MB; a route file holds routes, put all else elsewhere");
    assertThat(larger.content()).isEmpty();
  }

  private FileVersion read(String text) throws IOException {
    return FileVersion.read(
        new RouteFile(Files.writeString(folder.resolve("a.yaml"), text), "a.yaml", Role.SENSOR));
  }

  private RouteFile file(String name) {
    return new RouteFile(folder.resolve(name), name, Role.SENSOR);
  }
}
