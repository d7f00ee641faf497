package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.check.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchFoldersTest {
  @TempDir Path temp;

  private Path folder;
  private WatchedFolder watched;

  @BeforeEach
  void watchAFolderWithOneFile() throws IOException {
    folder = temp.resolve("routes");
    WatchedFolder.write(folder, "sensors/a.camel.yaml", "a");
    watched = WatchedFolder.patient(folder);
  }

  @AfterEach
  void close() {
    watched.close();
  }

  @Test
  void filesInNewFoldersAreTold() throws IOException {
    watched.write("sensors/hall/line/b.camel.yaml", "b");
    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/hall/line/b.camel.yaml", "b");
    watched.write("sensors/hall/line/b.camel.yaml", "changed");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/hall/line/b.camel.yaml", "changed");
  }

  @Test
  void aFolderMovedIntoPlaceIsTold() throws IOException {
    WatchedFolder.write(temp, "hall/line/b.camel.yaml", "b");
    Files.move(temp.resolve("hall"), folder.resolve("hall"));

    watched.awaitFiles("sensors/a.camel.yaml", "a", "hall/line/b.camel.yaml", "b");
  }

  @Test
  void aRemovedFolderTakesItsFilesWithIt() throws IOException {
    watched.write("hall/b.camel.yaml", "b");
    watched.awaitFiles("sensors/a.camel.yaml", "a", "hall/b.camel.yaml", "b");
    Files.delete(folder.resolve("hall/b.camel.yaml"));
    Files.delete(folder.resolve("hall"));

    watched.awaitFiles("sensors/a.camel.yaml", "a");
  }

  @Test
  void aFolderThatIsMadeAgainIsWatchedAgain() throws IOException {
    Files.delete(folder.resolve("sensors/a.camel.yaml"));
    Files.delete(folder.resolve("sensors"));
    watched.awaitFiles();
    watched.write("sensors/b.camel.yaml", "b");
    watched.awaitFiles("sensors/b.camel.yaml", "b");
    watched.write("sensors/b.camel.yaml", "changed");

    watched.awaitFiles("sensors/b.camel.yaml", "changed");
  }

  @Test
  void aFolderMovedAwayAndReplacedIsTold() throws IOException {
    Files.move(folder.resolve("sensors"), temp.resolve("old"));
    watched.write("sensors/b.camel.yaml", "b");

    watched.awaitFiles("sensors/b.camel.yaml", "b");
    assertThat(watched.scans()).hasSize(1);
  }

  @Test
  void aFolderWithTheNameOfARouteFileIsAFolder() throws IOException {
    watched.write("sensors/b.camel.yaml/c.camel.yaml", "c");

    watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml/c.camel.yaml", "c");
  }

  @Test
  void shippedPartStandsBackBehindTheFoldersOwn() throws IOException {
    Path other = Files.createDirectory(temp.resolve("other"));
    WatchedFolder.write(temp.resolve("shipped"), "sinks/log.yaml", "shipped");
    WatchedFolder.write(other, "a.yaml", "a");
    try (WatchedFolder own = new WatchedFolder(other)) {
      own.write("sinks/mine.yaml", "mine");

      await()
          .atMost(WatchedFolder.LIMIT)
          .until(
              () ->
                  !own.scans().isEmpty()
                      && own.last().files(Role.SINK).stream()
                          .map(version -> version.file().fileName())
                          .toList()
                          .equals(List.of("mine.yaml")));
    }
  }
}
