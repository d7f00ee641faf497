package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderEventsTest {
  @TempDir Path temp;

  private final List<Set<Path>> started = new ArrayList<>();
  private final AtomicInteger told = new AtomicInteger();
  private final FolderEvents events = new FolderEvents(this::start, told::incrementAndGet);
  private Path folder;
  private boolean failing;

  @BeforeEach
  void realName() throws IOException {
    folder = temp.toRealPath();
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void aNewFileIsToldOf() throws IOException {
    events.follow(Set.of(folder), false, 0);
    Files.createFile(folder.resolve("a.yaml"));

    await().atMost(WatchedFolder.LIMIT).until(() -> told.get() > 0);
  }

  @Test
  void otherFoldersAreFollowedAtOnce() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(events.follow(Set.of(folder), false, 0)).isTrue();
    assertThat(events.follow(Set.of(folder), false, seconds(1))).isFalse();
    assertThat(events.follow(Set.of(other), false, seconds(2))).isTrue();
    assertThat(started).containsExactly(Set.of(folder), Set.of(other));
  }

  @Test
  void noFolderIsNoFailure() throws IOException {
    events.follow(Set.of(folder), false, 0);

    try (LogLines log = new LogLines(FolderEvents.class.getName())) {
      events.follow(Set.of(), false, seconds(1));

      assertThat(events.isRunning()).isFalse();
      assertThat(log.all()).isEmpty();
    }
  }

  @Test
  void itIsMadeAnewAfterAMissButNotAllTheTime() {
    events.follow(Set.of(folder), false, 0);

    assertThat(events.follow(Set.of(folder), true, seconds(9))).isFalse();
    assertThat(events.follow(Set.of(folder), true, seconds(10))).isTrue();
    assertThat(events.follow(Set.of(folder), true, seconds(11))).isFalse();
    assertThat(events.follow(Set.of(folder), false, seconds(30))).isFalse();
  }

  @Test
  void aFailureIsLoggedOnceAndTriedAgainAfterAMinute() {
    failing = true;

    try (LogLines log = new LogLines(FolderEvents.class.getName())) {
      events.follow(Set.of(folder), false, 0);
      events.follow(Set.of(folder), false, seconds(59));
      assertThat(started).hasSize(1);
      events.follow(Set.of(folder), false, seconds(60));
      assertThat(started).hasSize(2);
      assertThat(log.all()).singleElement().asString().contains("no more watches");
      failing = false;
      events.follow(Set.of(folder), false, seconds(120));

      assertThat(events.isRunning()).isTrue();
      assertThat(log.all())
          .last()
          .isEqualTo("The system tells of changes in the routes folder again.");
    }
  }

  @Test
  void aWatcherThatEndsIsMadeAnew() throws IOException {
    Path sub = Files.createDirectory(folder.resolve("sub"));
    events.follow(Set.of(sub), false, 0);
    Files.delete(sub);
    await().atMost(WatchedFolder.LIMIT).until(() -> !events.isRunning());
    Files.createDirectory(sub);

    assertThat(events.follow(Set.of(sub), false, seconds(10))).isTrue();
    Files.createFile(sub.resolve("a.yaml"));
    await().atMost(WatchedFolder.LIMIT).until(() -> told.get() > 0);
  }

  private TreeWatcher start(Set<Path> folders, Runnable changed) throws IOException {
    started.add(folders);
    if (failing) {
      throw new IOException("no more watches");
    }
    return TreeWatcher.start(folders, changed);
  }

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
