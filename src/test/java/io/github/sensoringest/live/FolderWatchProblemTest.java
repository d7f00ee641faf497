package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchProblemTest {
  @TempDir Path temp;

  private Path folder;
  private WatchedFolder watched;

  @BeforeEach
  void watchAFolderWithOneFile() throws IOException {
    folder = temp.resolve("routes");
    WatchedFolder.write(folder, "sensors/a.camel.yaml", "a");
    WatchedFolder.write(temp, "elsewhere/b.camel.yaml", "b");
    Files.createSymbolicLink(folder.resolve("linked"), temp.resolve("elsewhere"));
    watched = WatchedFolder.patient(folder);
  }

  @AfterEach
  void close() {
    watched.close();
  }

  @Test
  void aFolderThatIsGoneIsAProblemAndItsFilesAreNot() throws IOException {
    Files.move(folder, temp.resolve("away"));
    watched.awaitProblem(": no such folder");
    assertUnchanged();
    Files.move(temp.resolve("away"), folder);
    watched.write("sensors/c.camel.yaml", "c");

    watched.awaitFiles(
        "linked/b.camel.yaml", "b", "sensors/a.camel.yaml", "a", "sensors/c.camel.yaml", "c");
    assertThat(watched.last().problem()).isEmpty();
  }

  @Test
  void aFolderThatIsBackAsItWasIsToldOnce() throws IOException {
    Files.move(folder, temp.resolve("away"));
    watched.awaitProblem(": no such folder");
    Files.move(temp.resolve("away"), folder);
    watched.write("sensors/a.camel.yaml", "a");
    watched.awaitNoProblem();
    assertUnchanged();
    watched.write("sensors/a.camel.yaml", "changed");
    watched.awaitFiles("linked/b.camel.yaml", "b", "sensors/a.camel.yaml", "changed");
    assertThat(watched.scans())
        .extracting(FolderScan::problem)
        .containsExactly(
            Optional.of(folder + ": no such folder"), Optional.empty(), Optional.empty());
  }

  @Test
  void aFileInPlaceOfTheFolderIsAProblem() throws IOException {
    Files.move(folder, temp.resolve("away"));
    Files.createFile(folder);

    watched.awaitProblem(": this is a file");
    assertUnchanged();
  }

  @Test
  void anotherAndEmptyFolderInItsPlaceIsAProblem() throws IOException {
    Files.move(folder, temp.resolve("away"));
    Files.createDirectory(folder);

    watched.awaitProblem(": another folder, and an empty one, is in its place");
    assertUnchanged();
  }

  @Test
  void aFolderWhoseFilesAreAllRemovedIsNone() throws IOException {
    Files.delete(folder.resolve("sensors/a.camel.yaml"));
    Files.delete(folder.resolve("linked"));

    watched.awaitFiles();
    assertThat(watched.last().problem()).isEmpty();
  }

  @Test
  void aLinkedFolderThatIsGoneIsAProblemAndItsFilesAreNot() throws IOException {
    Files.move(temp.resolve("elsewhere"), temp.resolve("away"));
    watched.awaitProblem("/linked: leads nowhere");
    assertUnchanged();
    watched.write("sensors/a.camel.yaml", "changed");
    watched.awaitFiles("linked/b.camel.yaml", "b", "sensors/a.camel.yaml", "changed");
    Files.delete(folder.resolve("linked"));

    watched.awaitFiles("sensors/a.camel.yaml", "changed");
    assertThat(watched.last().problem()).isEmpty();
  }

  private void assertUnchanged() {
    assertThat(watched.contents(watched.last()))
        .isEqualTo(Map.of("linked/b.camel.yaml", "b", "sensors/a.camel.yaml", "a"));
  }
}
