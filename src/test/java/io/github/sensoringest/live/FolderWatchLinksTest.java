package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchLinksTest {
  @TempDir Path temp;

  @Test
  void aMountedConfigMapIsToldAsOneChange() throws IOException {
    Path mount = Files.createDirectory(temp.resolve("routes"));
    WatchedFolder.write(mount, "..2026_11_24/a.camel.yaml", "a");
    WatchedFolder.write(mount, "..2026_11_24/b.camel.yaml", "b");
    pointTo(mount.resolve("..data"), Path.of("..2026_11_24"));
    for (String name : new String[] {"a.camel.yaml", "b.camel.yaml"}) {
      Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
    }

    try (WatchedFolder watched = WatchedFolder.patient(mount)) {
      watched.write("..2026_11_25/a.camel.yaml", "new a");
      watched.write("..2026_11_25/c.camel.yaml", "c");
      Files.createSymbolicLink(mount.resolve("c.camel.yaml"), Path.of("..data/c.camel.yaml"));
      pointTo(mount.resolve("..data"), Path.of("..2026_11_25"));
      Files.delete(mount.resolve("b.camel.yaml"));

      watched.awaitFiles("a.camel.yaml", "new a", "c.camel.yaml", "c");
      assertThat(watched.scans()).hasSize(1);
    }
  }

  @Test
  void aMountedConfigMapWithFoldersIsFollowed() throws IOException {
    Path mount = Files.createDirectory(temp.resolve("routes"));
    WatchedFolder.write(mount, "..1/sensors/a.camel.yaml", "a");
    pointTo(mount.resolve("..data"), Path.of("..1"));
    Files.createSymbolicLink(mount.resolve("sensors"), Path.of("..data/sensors"));

    try (WatchedFolder watched = new WatchedFolder(mount)) {
      for (int i = 2; i < 5; i++) {
        watched.write("..%d/sensors/a.camel.yaml".formatted(i), "version " + i);
        pointTo(mount.resolve("..data"), Path.of(".." + i));

        watched.awaitFiles("sensors/a.camel.yaml", "version " + i);
      }
    }
  }

  @Test
  void theFolderItselfMayBeALinkThatIsSwapped() throws IOException {
    WatchedFolder.write(temp, "release-1/sensors/a.camel.yaml", "a");
    WatchedFolder.write(temp, "release-1/sensors/b.camel.yaml", "b");
    WatchedFolder.write(temp, "release-2/sensors/a.camel.yaml", "a");
    WatchedFolder.write(temp, "release-2/sensors/b.camel.yaml", "new b");
    Path link = temp.resolve("routes");
    pointTo(link, temp.resolve("release-1"));

    try (WatchedFolder watched = WatchedFolder.patient(link)) {
      pointTo(link, temp.resolve("release-2"));
      watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "new b");
      WatchedFolder.write(temp, "release-2/sensors/b.camel.yaml", "newer b");

      watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/b.camel.yaml", "newer b");
      assertThat(watched.scans()).hasSize(2).allMatch(scan -> scan.problem().isEmpty());
    }
  }

  @Test
  void aLinkToAFolderElsewhereIsFollowed() throws IOException {
    WatchedFolder.write(temp, "elsewhere/a.camel.yaml", "a");
    Path folder = Files.createDirectory(temp.resolve("routes"));

    try (WatchedFolder watched = new WatchedFolder(folder)) {
      Files.createSymbolicLink(folder.resolve("sensors"), temp.resolve("elsewhere"));
      watched.awaitFiles("sensors/a.camel.yaml", "a");
      WatchedFolder.write(temp, "elsewhere/hall/b.camel.yaml", "b");

      watched.awaitFiles("sensors/a.camel.yaml", "a", "sensors/hall/b.camel.yaml", "b");
    }
  }

  @Test
  void aLinkToAFileElsewhereIsFollowed() throws IOException {
    WatchedFolder.write(temp, "elsewhere/a.camel.yaml", "a");
    Path folder = Files.createDirectory(temp.resolve("routes"));
    Files.createSymbolicLink(
        folder.resolve("a.camel.yaml"), temp.resolve("elsewhere/a.camel.yaml"));

    try (WatchedFolder watched = new WatchedFolder(folder)) {
      WatchedFolder.write(temp, "elsewhere/a.camel.yaml", "changed");

      watched.awaitFiles("a.camel.yaml", "changed");
    }
  }

  @Test
  void aLinkToAFolderAboveIsNoTrap() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("routes"));

    try (WatchedFolder watched = new WatchedFolder(folder)) {
      Files.createSymbolicLink(folder.resolve("up"), folder);
      Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
      watched.write("sensors/a.camel.yaml", "a");

      watched.awaitFiles("sensors/a.camel.yaml", "a");
      assertThat(watched.last().problem()).isEmpty();
    }
  }

  /** Makes or replaces the link in one step, as Kubernetes does. */
  private static void pointTo(Path link, Path target) throws IOException {
    Path made = Files.createSymbolicLink(link.resolveSibling(".." + "new_link"), target);
    Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
