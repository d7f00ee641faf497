package io.github.sensoringest.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolledFileTest {
  private static final byte[] NO_HEADER = {};

  @TempDir private Path folder;
  private Path file;
  private final ManualClock clock = ManualClock.atMillis(1_000_000_000_000L);

  @BeforeEach
  void name() {
    file = folder.resolve("out/rows.csv");
  }

  private RolledFile rolled(long rollSize, Duration every, int keep) {
    return new RolledFile(file, rollSize, Optional.ofNullable(every), keep, clock);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void linesAreAppendedAcrossRunsAndTheHeaderIsWrittenOnce() throws IOException {
    try (RolledFile rolled = rolled(1000, null, 0)) {
      rolled.append(bytes("a,b\n"), bytes("1,2\n"));
    }
    try (RolledFile rolled = rolled(1000, null, 0)) {
      rolled.append(bytes("a,b\n"), bytes("3,4\n"));
    }
    assertThat(file).hasContent("a,b\n1,2\n3,4\n");
  }

  @Test
  void fileThatIsLargeEnoughGivesWayAndTheNextBeginsWithTheHeader() throws IOException {
    try (RolledFile rolled = rolled(12, null, 0)) {
      rolled.append(bytes("a,b\n"), bytes("1,2\n"));
      rolled.append(bytes("a,b\n"), bytes("3,4\n"));
      rolled.append(bytes("a,b\n"), bytes("5,6\n"));
    }
    assertThat(names()).containsExactly("rows-20010909T014640Z.csv", "rows.csv");
    assertThat(folder.resolve("out/rows-20010909T014640Z.csv")).hasContent("a,b\n1,2\n3,4\n");
    assertThat(file).hasContent("a,b\n5,6\n");
  }

  @Test
  void twoThatGiveWayInTheSameSecondAreBothKept() throws IOException {
    try (RolledFile rolled = rolled(1, null, 0)) {
      for (String line : List.of("1\n", "2\n", "3\n")) {
        rolled.append(NO_HEADER, bytes(line));
      }
    }
    assertThat(names())
        .containsExactly("rows-20010909T014640Z-1.csv", "rows-20010909T014640Z.csv", "rows.csv");
  }

  @Test
  void newFileIsBegunWhenTheTimeIsOver() throws IOException {
    try (RolledFile rolled = rolled(1000, Duration.ofHours(1), 0)) {
      rolled.append(NO_HEADER, bytes("1\n"));
      clock.advance(Duration.ofMinutes(10));
      rolled.append(NO_HEADER, bytes("2\n"));
      clock.advance(Duration.ofMinutes(10));
      rolled.append(NO_HEADER, bytes("3\n"));
    }
    assertThat(file).hasContent("3\n");
    assertThat(names()).hasSize(2);
  }

  @Test
  void onlySoManyOldFilesAreKeptAndOthersAreNotTouched() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file.resolveSibling("rows-of-mine.csv"), "mine");
    try (RolledFile rolled = rolled(1, null, 2)) {
      for (int i = 0; i < 6; i++) {
        clock.advance(Duration.ofSeconds(1));
        rolled.append(NO_HEADER, bytes(i + "\n"));
      }
    }
    assertThat(names()).hasSize(4).contains("rows-of-mine.csv", "rows.csv");
  }

  @Test
  void lineThatAKilledProcessLeftUnfinishedIsTakenBack() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "whole\n" + "half".repeat(3000));
    try (RolledFile rolled = rolled(1_000_000, null, 0)) {
      rolled.append(NO_HEADER, bytes("next\n"));
    }
    assertThat(file).hasContent("whole\nnext\n");
  }

  @Test
  void fileThatCannotBeWrittenFailsAndIsTriedAnew() throws IOException {
    Files.createDirectories(file);
    try (RolledFile rolled = rolled(1000, null, 0)) {
      assertThatThrownBy(() -> rolled.append(NO_HEADER, bytes("1\n")))
          .isInstanceOf(IOException.class);
      Files.delete(file);
      rolled.append(NO_HEADER, bytes("1\n"));
    }
    assertThat(file).hasContent("1\n");
  }
}
