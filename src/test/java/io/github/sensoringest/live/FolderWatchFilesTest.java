package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchFilesTest {
  @TempDir Path temp;

  private Path folder;
  private WatchedFolder watched;

  @BeforeEach
  void watchAFolderWithOneFile() throws IOException {
    folder = Files.createDirectories(temp.resolve("routes"));
    Files.createDirectory(folder.resolve("sensors"));
    Files.writeString(folder.resolve("sensors/a.camel.yaml"), "a");
    watched = WatchedFolder.patient(folder);
  }

  @AfterEach
  void close() {
    watched.close();
  }

  @Test
  void aNewFileIsTold() throws IOException {
    watched.write("sensors/b.camel.yaml", "b");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "b");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aChangedFileIsTold() throws IOException {
    watched.write("sensors/a.camel.yaml", "changed");

    watched.awaitFiles("sensors/a.camel.yaml", "changed");
  }

  @Test
  void aRemovedFileIsTold() throws IOException {
    Files.delete(folder.resolve("sensors/a.camel.yaml"));

    watched.awaitFiles();
  }

  @Test
  void aRenamedFileIsToldAtOnceUnderItsNewName() throws IOException {
    Files.move(folder.resolve("sensors/a.camel.yaml"), folder.resolve("sensors/b.camel.yaml"));

    watched.awaitFiles("sensors/b.camel.yaml", "a");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aFileThatReplacesAnotherIsTold() throws IOException {
    watched.write("sensors/.a.camel.yaml.tmp", "changed");
    Files.move(
        folder.resolve("sensors/.a.camel.yaml.tmp"),
        folder.resolve("sensors/a.camel.yaml"),
        StandardCopyOption.ATOMIC_MOVE);

    watched.awaitFiles("sensors/a.camel.yaml", "changed");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void anEditorThatPutsTheOldFileAsideRemovesNothing() throws IOException {
    Path file = folder.resolve("sensors/a.camel.yaml");
    watched.write("sensors/4913", "");
    Files.delete(folder.resolve("sensors/4913"));
    Files.move(file, folder.resolve("sensors/a.camel.yaml~"));
    Files.writeString(file, "changed");
    Files.delete(folder.resolve("sensors/a.camel.yaml~"));

    watched.awaitFiles("sensors/a.camel.yaml", "changed");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aFileMovedIntoTheFolderIsTold() throws IOException {
    Files.writeString(temp.resolve("b.camel.yaml"), "b");
    Files.move(temp.resolve("b.camel.yaml"), folder.resolve("sensors/b.camel.yaml"));

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "b");
  }

  @Test
  void aCopyThatKeepsTheTimeIsTold() throws IOException {
    Path copied = Files.writeString(temp.resolve("b.camel.yaml"), "b");
    Files.copy(
        copied,
        folder.resolve("sensors/a.camel.yaml"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);

    watched.awaitFiles("sensors/a.camel.yaml", "b");
  }

  @Test
  void aFileWrittenInPiecesIsToldWhenItIsComplete() throws IOException {
    try (Writer writer = Files.newBufferedWriter(folder.resolve("sensors/b.camel.yaml"))) {
      for (int i = 0; i < 200; i++) {
        writer.write("line\n");
        writer.flush();
      }
    }

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "line\n".repeat(200));
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aHalfFileThatIsCompletedLaterIsToldComplete() throws IOException {
    watched.write("sensors/b.camel.yaml", "hal");
    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "hal");
    watched.write("sensors/b.camel.yaml", "half, and the rest");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "half, and the rest");
  }

  @Test
  void aHundredFilesAtOnceMakeFewScans() throws IOException {
    List<String> expected = new ArrayList<>(List.of("sensors/a.camel.yaml", "a"));
    for (int i = 0; i < 100; i++) {
      String name = "sensors/hall-%d/s%d.camel.yaml".formatted(i % 5, i);
      watched.write(name, "content " + i);
      expected.add(name);
      expected.add("content " + i);
    }

    watched.awaitFiles(expected.toArray(String[]::new));
    assertThat(watched.scans()).hasSizeLessThan(5);
  }

  @Test
  void filesThatAreNoRoutesAreIgnored() throws IOException {
    for (String name :
        List.of(
            ".b.camel.yaml",
            ".a.camel.yaml.swp",
            "4913",
            "#a.camel.yaml#",
            ".#a.camel.yaml",
            "a.camel.yaml~",
            "a.camel.yaml.tmp",
            "README.md",
            ".git/b.yaml")) {
      watched.write("sensors/" + name, "something else");
    }
    watched.write("sensors/b.yml", "b");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.yml", "b");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aFileThatIsWrittenAgainAsItWasIsNotTold() throws IOException {
    watched.write("sensors/a.camel.yaml", "a");
    watched.write("sensors/b.camel.yaml", "b");
    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "b");
    watched.write("sensors/a.camel.yaml", "a");
    watched.write("sensors/b.camel.yaml", "changed");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "changed");
    assertThat(watched.scans()).hasSize(2);
    assertThat(watched.scans().get(0).files().get(0))
        .isEqualTo(watched.scans().get(1).files().get(0));
  }

  @Test
  void aFileThatCannotBeReadSaysSo() throws IOException {
    Files.createSymbolicLink(folder.resolve("sensors/b.camel.yaml"), temp.resolve("nowhere"));

    watched.awaitFiles(
        "sensors/a.camel.yaml",
        "a",
        "sensors/b.camel.yaml",
        "cannot be read; let the user who runs the gateway read it");
    assertThat(watched.last().problem()).isEmpty();
  }
}
