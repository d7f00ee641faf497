package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.check.FileVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchLifeTest {
  @TempDir Path temp;

  private Path folder;

  @BeforeEach
  void createAFolderWithOneFile() throws IOException {
    folder = temp.resolve("routes");
    WatchedFolder.write(folder, "a.camel.yaml", "a");
  }

  @Test
  void theFirstScanIsReturnedAndNotTold() throws IOException {
    List<FolderScan> told = new CopyOnWriteArrayList<>();
    try (FolderWatch watch =
        new FolderWatch(folder, temp.resolve("none"), FolderWatch.SETTLE, told::add)) {
      assertThat(watch.first().files())
          .extracting(FileVersion::content)
          .containsExactly(bytes("a"));
      WatchedFolder.write(folder, "b.camel.yaml", "b");
      watch.start();

      await().atMost(WatchedFolder.LIMIT).until(() -> !told.isEmpty());
      assertThat(told).hasSize(1);
      assertThat(told.get(0).files()).hasSize(2);
    }
  }

  @Test
  void theListenerIsCalledByOneThreadOneCallAfterTheOther() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (WatchedFolder watched =
        new WatchedFolder(
            folder,
            FolderWatch.SETTLE,
            scan -> {
              seen.add(Thread.currentThread().getName() + " " + inside.incrementAndGet());
              called.countDown();
              awaitQuietly(release);
              inside.decrementAndGet();
            },
            TreeWatcher::start)) {
      watched.write("a.camel.yaml", "changed");
      called.await();
      watched.write("a.camel.yaml", "changed again");
      watched.watch().rescan();
      release.countDown();

      watched.awaitFiles("a.camel.yaml", "changed again");
      assertThat(seen).containsExactly("routes-watch 1");
    }
  }

  @Test
  void aListenerThatFailsIsCalledAgain() throws IOException {
    try (LogLines log = new LogLines(FolderWatch.class.getName());
        WatchedFolder watched =
            new WatchedFolder(
                folder, FolderWatch.SETTLE, FolderWatchLifeTest::fail, TreeWatcher::start)) {
      watched.write("a.camel.yaml", "changed");
      watched.awaitFiles("a.camel.yaml", "changed");
      watched.write("b.camel.yaml", "b");
      watched.awaitFiles("a.camel.yaml", "changed", "b.camel.yaml", "b");
      Files.delete(folder.resolve("b.camel.yaml"));
      watched.awaitFiles("a.camel.yaml", "changed");

      assertThat(log.all()).contains("A change of the routes folder could not be taken up");
    }
  }

  @Test
  void aRescanFindsWhatDoesNotShow() throws IOException {
    Path file = folder.resolve("a.camel.yaml");
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    try (WatchedFolder watched =
        new WatchedFolder(folder, FolderWatch.SETTLE, scan -> {}, FolderWatchLifeTest::noEvents)) {
      Files.writeString(file, "b");
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
      watched.watch().rescan();

      watched.awaitFiles("a.camel.yaml", "b");
    }
  }

  @Test
  void withoutEventsItLooksMoreOftenAndSaysSoOnce() throws IOException {
    try (LogLines log = new LogLines(FolderEvents.class.getName());
        WatchedFolder watched =
            new WatchedFolder(
                folder, FolderWatch.SETTLE, scan -> {}, FolderWatchLifeTest::noEvents)) {
      watched.write("a.camel.yaml", "changed");
      watched.awaitFiles("a.camel.yaml", "changed");
      watched.write("sensors/b.camel.yaml", "b");
      watched.awaitFiles("a.camel.yaml", "changed", "sensors/b.camel.yaml", "b");

      assertThat(log.all())
          .singleElement()
          .asString()
          .contains("looked through more often (the limit is reached)");
    }
  }

  @Test
  void closeEndsItsThreads() throws IOException {
    try (WatchedFolder watched = new WatchedFolder(folder)) {
      watched.write("a.camel.yaml", "changed");
      watched.awaitFiles("a.camel.yaml", "changed");
      assertThat(threads()).contains("routes-watch", "routes-events");
    }

    await().atMost(WatchedFolder.LIMIT).until(() -> threads().isEmpty());
  }

  @Test
  void aListenerMayCloseTheWatch() throws IOException {
    AtomicReference<WatchedFolder> open = new AtomicReference<>();
    try (WatchedFolder watched =
        new WatchedFolder(
            folder, FolderWatch.SETTLE, scan -> open.get().close(), TreeWatcher::start)) {
      open.set(watched);
      watched.write("a.camel.yaml", "changed");

      await().atMost(WatchedFolder.LIMIT).until(() -> threads().isEmpty());
      assertThat(watched.scans()).hasSize(1);
    }
  }

  @Test
  void itsThreadDoesNotKeepTheProgramAlive() {
    try (WatchedFolder watched = new WatchedFolder(folder)) {
      assertThat(watched.scans()).isEmpty();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("routes-"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  private static TreeWatcher noEvents(Set<Path> folders, Runnable changed) throws IOException {
    throw new IOException("the limit is reached");
  }

  private static void fail(FolderScan scan) {
    if (scan.files().size() == 2) {
      throw new IllegalStateException("two files");
    }
    throw new AssertionError("another number of files");
  }

  private static List<String> threads() {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("routes-")) {
        names.add(thread.getName());
      }
    }
    return names;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
