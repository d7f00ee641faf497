package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLookTest {
  @TempDir Path temp;

  private Path folder;
  private Path shipped;

  @BeforeEach
  void createFolders() throws IOException {
    folder = Files.createDirectory(temp.resolve("routes"));
    shipped = Files.createDirectory(temp.resolve("shipped"));
    WatchedFolder.write(folder, "sensors/a.yaml", "");
    WatchedFolder.write(shipped, "sinks/log.yaml", "");
  }

  @Test
  void aPartThatIsThereAtFirstIsOwnThoughItIsEmpty() throws IOException {
    Files.createDirectory(folder.resolve("sinks"));
    FolderLook look = FolderLook.first(folder, shipped);

    assertThat(names(look)).containsExactly("routes/sensors/a.yaml");
    assertThat(names(next(look))).containsExactly("routes/sensors/a.yaml");
  }

  @Test
  void aPartThatIsNewAndEmptyIsNotOwn() throws IOException {
    FolderLook look = FolderLook.first(folder, shipped);
    Files.createDirectory(folder.resolve("sinks"));
    WatchedFolder.write(folder, "sinks/README.md", "");

    assertThat(names(next(look)))
        .containsExactly("routes/sensors/a.yaml", "shipped/sinks/log.yaml");
  }

  @Test
  void aNewPartThatHoldsAFileIsOwn() throws IOException {
    FolderLook look = FolderLook.first(folder, shipped);
    WatchedFolder.write(folder, "sinks/mine.yaml", "");

    assertThat(names(next(look)))
        .containsExactly("routes/sensors/a.yaml", "routes/sinks/mine.yaml");
  }

  @Test
  void aPartThatIsEmptiedStaysOwnUntilItIsRemoved() throws IOException {
    WatchedFolder.write(folder, "sinks/mine.yaml", "");
    FolderLook look = FolderLook.first(folder, shipped);
    Files.delete(folder.resolve("sinks/mine.yaml"));
    look = next(look);
    assertThat(names(look)).containsExactly("routes/sensors/a.yaml");
    Files.delete(folder.resolve("sinks"));
    look = next(look);
    assertThat(names(look)).containsExactly("routes/sensors/a.yaml", "shipped/sinks/log.yaml");
    Files.createDirectory(folder.resolve("sinks"));

    assertThat(names(next(look)))
        .containsExactly("routes/sensors/a.yaml", "shipped/sinks/log.yaml");
  }

  @Test
  void aPartOfTheShippedRoutesThemselvesCanBeRemoved() throws IOException {
    WatchedFolder.write(shipped, "sensors/a.yaml", "");
    FolderLook look = FolderLook.first(shipped, shipped);
    Files.delete(shipped.resolve("sinks/log.yaml"));
    Files.delete(shipped.resolve("sinks"));

    assertThat(names(next(look))).containsExactly("shipped/sensors/a.yaml");
    assertThat(next(look).problems()).isEmpty();
  }

  @Test
  void shippedRoutesThatAreGoneStay() throws IOException {
    FolderLook look = FolderLook.first(folder, shipped);
    Files.move(shipped, temp.resolve("away"));
    look = next(next(look));

    assertThat(names(look)).containsExactly("routes/sensors/a.yaml", "shipped/sinks/log.yaml");
    assertThat(look.problems()).containsExactly(slashed(shipped) + "/sinks: leads nowhere");
  }

  @Test
  void anOwnPartThatIsALinkToNothingStays() throws IOException {
    WatchedFolder.write(temp, "elsewhere/mine.yaml", "");
    Files.createSymbolicLink(folder.resolve("sinks"), temp.resolve("elsewhere"));
    FolderLook look = FolderLook.first(folder, shipped);
    Files.move(temp.resolve("elsewhere"), temp.resolve("away"));
    look = next(next(look));

    assertThat(names(look)).containsExactly("routes/sensors/a.yaml", "routes/sinks/mine.yaml");
    assertThat(look.problems()).containsExactly(slashed(folder) + "/sinks: leads nowhere");
  }

  @Test
  void whatAFolderHeldThatCannotBeReadStays() throws IOException {
    FolderLook look = FolderLook.first(folder, shipped);
    File sensors = folder.resolve("sensors").toFile();
    sensors.setReadable(false);
    assumeFalse(sensors.canRead(), "the user who runs this may read all");
    look = next(next(look));
    sensors.setReadable(true);

    assertThat(names(look)).containsExactly("routes/sensors/a.yaml", "shipped/sinks/log.yaml");
    assertThat(look.problems())
        .containsExactly(
            slashed(folder)
                + "/sensors: cannot be read; let the user who runs the gateway read it");
  }

  @Test
  void aLinkToNothingThatNeverLedAnywhereIsNoProblem() throws IOException {
    Files.createSymbolicLink(folder.resolve("notes"), temp.resolve("nowhere"));

    assertThat(next(FolderLook.first(folder, shipped)).problems()).isEmpty();
  }

  @Test
  void theFoldersToWatchAreTheRealOnes() throws IOException {
    Path real = temp.toRealPath();
    WatchedFolder.write(temp, "elsewhere/deep/b.yaml", "");
    Files.createSymbolicLink(folder.resolve("linked"), temp.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);

    assertThat(FolderLook.first(link, shipped).watched())
        .containsExactlyInAnyOrder(
            real.resolve("routes"), real.resolve("elsewhere"), real.resolve("shipped/sinks"));
  }

  private static FolderLook next(FolderLook look) {
    return look.next(look.files());
  }

  private List<String> names(FolderLook look) {
    return look.files().keySet().stream()
        .map(file -> temp.relativize(file.path()).toString())
        .sorted()
        .toList();
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}
