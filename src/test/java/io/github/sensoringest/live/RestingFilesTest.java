package io.github.sensoringest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestingFilesTest {
  private final RestingFiles files = new RestingFiles(Duration.ofMillis(100));

  @TempDir Path temp;

  private Path folder;
  private Path a;
  private FolderLook look;
  private FolderScan first;

  @BeforeEach
  void takeTheFirstScan() throws IOException {
    folder = Files.createDirectory(temp.resolve("routes"));
    a = Files.writeString(folder.resolve("a.yaml"), "a");
    look = FolderLook.first(folder, temp.resolve("none"));
    first = files.first(look, nanos(0));
  }

  @Test
  void theFirstScanHasAllFiles() {
    assertThat(contents(first)).containsExactly("a");
  }

  @Test
  void aChangeCountsWhenTwoLooksASettleTimeApartHaveSeenTheSame() throws IOException {
    Files.writeString(a, "changed");

    assertThat(lookAt(1000)).isEmpty();
    assertThat(lookAt(1099)).isEmpty();
    assertThat(lookAt(1100)).contains(List.of("changed"));
    assertThat(lookAt(1200)).isEmpty();
  }

  @Test
  void aFileThatGrowsIsTakenWhenItRests() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(a, "a".repeat(i + 2));
      assertThat(lookAt(1000 + 100 * i)).isEmpty();
    }

    assertThat(lookAt(1500)).contains(List.of("aaaaaa"));
  }

  @Test
  void aFileThatGrowsHoldsUpOthersForASecond() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "b");
    for (int i = 0; i < 10; i++) {
      Files.writeString(a, "a".repeat(i + 2));
      assertThat(lookAt(1000 + 100 * i)).isEmpty();
    }
    Files.writeString(a, "a".repeat(20));

    assertThat(lookAt(2000)).contains(List.of("a", "b"));
    assertThat(lookAt(2100)).contains(List.of("a".repeat(20), "b"));
  }

  @Test
  void aFileThatGrowsOnIsNotLookedAtAllTheTime() throws IOException {
    for (int i = 0; i <= 11; i++) {
      Files.writeString(a, "a".repeat(i + 2));
      lookAt(1000 + 100 * i);
      assertThat(files.isSettling(nanos(1000 + 100 * i))).isEqualTo(i <= 10);
    }
  }

  @Test
  void aFileThatIsGoneForAMomentIsNotTold() throws IOException {
    byte[] content = Files.readAllBytes(a);
    Files.delete(a);
    assertThat(lookAt(1000)).isEmpty();
    Files.write(a, content);

    assertThat(lookAt(1050)).isEmpty();
    assertThat(lookAt(1150)).isEmpty();
    assertThat(files.isSettling(nanos(1150))).isFalse();
  }

  @Test
  void aFileThatIsThereForAMomentIsNotTold() throws IOException {
    Path b = Files.writeString(folder.resolve("b.yaml"), "b");
    assertThat(lookAt(1000)).isEmpty();
    Files.delete(b);

    assertThat(lookAt(1050)).isEmpty();
    assertThat(lookAt(1150)).isEmpty();
    assertThat(files.isSettling(nanos(1150))).isFalse();
  }

  @Test
  void aFileThatChangesAfterTheLookIsNotTaken() throws IOException {
    Files.writeString(a, "one");
    lookAt(1000);
    look = look.next(files.known());
    files.see(look, nanos(1100));
    Files.writeString(a, "three");

    assertThat(files.rested(nanos(1100))).isEmpty();
    assertThat(lookAt(1200)).isEmpty();
    assertThat(lookAt(1300)).contains(List.of("three"));
  }

  @Test
  void aChangeThatTheTimeDoesNotShowIsSeenForTwoSeconds() throws IOException {
    FileTime time = FileTime.from(Instant.now());
    Files.setLastModifiedTime(a, time);
    lookAt(1000);
    lookAt(1100);
    Files.writeString(a, "b");
    Files.setLastModifiedTime(a, time);

    assertThat(lookAt(1200)).isEmpty();
    assertThat(lookAt(1300)).contains(List.of("b"));
  }

  @Test
  void aChangeThatTheTimeDoesNotShowIsSeenLaterOnlyInDoubt() throws IOException {
    FileTime old = FileTime.from(Instant.now().minusSeconds(10));
    Files.setLastModifiedTime(a, old);
    lookAt(1000);
    lookAt(1100);
    Files.writeString(a, "b");
    Files.setLastModifiedTime(a, old);

    assertThat(lookAt(2000)).isEmpty();
    assertThat(lookAt(2100)).isEmpty();
    files.doubtAll(nanos(2150));
    assertThat(lookAt(2200)).contains(List.of("b"));
  }

  @Test
  void aFileThatMayBeReadAtLastIsTaken() throws IOException {
    Path b = Files.writeString(folder.resolve("b.yaml"), "b");
    Files.setLastModifiedTime(b, FileTime.from(Instant.now().minusSeconds(10)));
    b.toFile().setReadable(false);
    assumeFalse(Files.isReadable(b), "the user who runs this may read all");
    lookAt(1000);
    assertThat(lookAt(1100)).contains(List.of("a", ""));
    assertThat(lookAt(2000)).isEmpty();
    b.toFile().setReadable(true);
    assertThat(lookAt(3000)).isEmpty();

    assertThat(lookAt(3100)).contains(List.of("a", "b"));
  }

  @Test
  void aFileThatHasNotChangedIsNotReadAgain() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "b");
    lookAt(1000);
    look = look.next(files.known());
    files.see(look, nanos(1100));

    FolderScan scan = files.rested(nanos(1100)).orElseThrow();

    assertThat(scan.files().get(0)).isSameAs(first.files().get(0));
  }

  @Test
  void aProblemMustRest() throws IOException {
    Files.move(folder, temp.resolve("away"));
    assertThat(lookAt(1000)).isEmpty();
    Files.move(temp.resolve("away"), folder);
    assertThat(lookAt(1050)).isEmpty();
    Files.move(folder, temp.resolve("away"));
    assertThat(lookAt(1100)).isEmpty();

    assertThat(lookAt(1200)).contains(List.of("a"));
    assertThat(lookAt(1300)).isEmpty();
  }

  @Test
  void aChangeSeenJustBeforeTheFolderWentIsTakenWhenItIsBack() throws IOException {
    Files.writeString(a, "changed");
    lookAt(1000);
    Files.move(folder, temp.resolve("away"));
    lookAt(1100);
    assertThat(lookAt(1200)).contains(List.of("a"));
    Files.move(temp.resolve("away"), folder);
    lookAt(1300);

    assertThat(lookAt(1400)).contains(List.of("changed"));
  }

  @Test
  void aLookWhileAFolderWasGoingRemovesNothing() throws IOException {
    Path target = Files.createDirectory(temp.resolve("elsewhere"));
    Path b = Files.writeString(target.resolve("b.yaml"), "b");
    Files.createSymbolicLink(folder.resolve("linked"), target);
    lookAt(1000);
    assertThat(lookAt(1100)).contains(List.of("a", "b"));
    Files.delete(b);
    assertThat(lookAt(2000)).isEmpty();
    Files.delete(target);
    assertThat(lookAt(2050)).isEmpty();

    assertThat(lookAt(2150)).contains(List.of("a", "b"));
    assertThat(lookAt(2250)).isEmpty();
    assertThat(look.problem()).contains(folder + "/linked: leads nowhere");
  }

  private Optional<List<String>> lookAt(long millis) {
    look = look.next(files.known());
    files.see(look, nanos(millis));
    return files.rested(nanos(millis)).map(RestingFilesTest::contents);
  }

  private static List<String> contents(FolderScan scan) {
    return scan.files().stream()
        .map(version -> new String(version.content(), StandardCharsets.UTF_8))
        .toList();
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
