package io.github.sensoringest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterStoreTest {
  private static final Duration KEEP = Duration.ofDays(10);

  @TempDir Path temp;

  private final ManualClock clock = ManualClock.atMillis(System.currentTimeMillis());

  @Test
  void linesAreAppendedInOneFile() throws IOException {
    try (DeadLetterStore store = store(1_000, 500)) {
      append(store, "one\n");
      append(store, "two\nthree\n");

      assertThat(content()).containsExactly("one\ntwo\nthree\n");
    }
  }

  @Test
  void nothingIsTouchedBeforeTheFirstLine() throws IOException {
    store(1_000, 500).close();

    assertThat(folder()).doesNotExist();
  }

  @Test
  void nextFileIsBegunWhenOneIsLargeEnough() throws IOException {
    try (DeadLetterStore store = store(1_000, 10)) {
      append(store, "1234567\n");
      append(store, "abc\n");

      assertThat(content()).containsExactly("1234567\n", "abc\n");
    }
  }

  @Test
  void allFilesTogetherNeverTakeMoreThanTheyMayAndWhatIsDroppedIsCounted() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long lines = 0;
    try (DeadLetterStore store = store(1_000, 200)) {
      for (int i = 0; i < 2_000; i++) {
        int many = 1 + random.nextInt(3);
        append(store, ("x".repeat(random.nextInt(120)) + "\n").repeat(many));
        lines += many;

        assertThat(size()).as("seed " + seed).isLessThanOrEqualTo(1_000);
      }
      long left = content().stream().mapToLong(file -> file.lines().count()).sum();
      assertThat(left + store.dropped()).as("seed " + seed).isEqualTo(lines);
      assertThat(left).isPositive();
    }
  }

  @Test
  void anotherRunGoesOnWhereTheOneBeforeEnded() throws IOException {
    try (DeadLetterStore store = store(1_000, 12)) {
      append(store, "12345678\n");
      append(store, "abc\n");
      append(store, "def\n");
    }

    try (DeadLetterStore store = store(1_000, 12)) {
      append(store, "ghi\n");
      append(store, "jkl\n");

      assertThat(content()).containsExactly("12345678\n", "abc\ndef\nghi\n", "jkl\n");
    }
  }

  @Test
  void lineThatACrashTorePutsNoOtherOneOut() throws IOException {
    try (DeadLetterStore store = store(1_000, 500)) {
      append(store, "one\n");
    }
    Files.writeString(DeadLetterFiles.file(folder(), 1), "one\n{\"id\":\"2");

    try (DeadLetterStore store = store(1_000, 500)) {
      append(store, "three\n");

      assertThat(content()).containsExactly("one\n{\"id\":\"2\nthree\n");
    }
  }

  @Test
  void fileWhoseLettersAreAllTooOldIsDropped() throws IOException {
    try (DeadLetterStore store = store(1_000, 500)) {
      append(store, "old\nolder\n");
      clock.advance(KEEP.dividedBy(10));
      append(store, "new\n");
      assertThat(content()).hasSize(2);
      Files.setLastModifiedTime(
          DeadLetterFiles.file(folder(), 1),
          FileTime.fromMillis(clock.millis() - KEEP.toMillis() - 1));

      append(store, "newer\n");

      assertThat(content()).containsExactly("new\nnewer\n");
      assertThat(store.dropped()).isEqualTo(2);
    }
  }

  @Test
  void failsWhereItCannotWriteAndGoesOnWhenItCan() throws IOException {
    Files.createDirectories(temp);
    Files.writeString(folder(), "a file where the folder should be");
    try (DeadLetterStore store = store(1_000, 500)) {
      assertThatThrownBy(() -> append(store, "one\n")).isInstanceOf(IOException.class);

      Files.delete(folder());
      append(store, "two\n");

      assertThat(content()).containsExactly("two\n");
    }
  }

  private DeadLetterStore store(long maxSize, long rollSize) {
    return new DeadLetterStore(folder(), maxSize, rollSize, KEEP, clock);
  }

  private Path folder() {
    return temp.resolve("letters");
  }

  private static void append(DeadLetterStore store, String lines) throws IOException {
    store.append(lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> content() throws IOException {
    List<Path> files = DeadLetterFiles.list(folder());
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(Files.readString(file));
    }
    return texts;
  }

  private long size() throws IOException {
    long size = 0;
    for (Path file : DeadLetterFiles.list(folder())) {
      size += Files.size(file);
    }
    return size;
  }
}
