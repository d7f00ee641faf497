package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.RouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** A route file as the looks saw it, and its last version. Times are in nanoseconds. */
final class FileHistory {
  /** What is written so soon after another change may bear the same time, on coarse systems. */
  private static final long SAME_TIME_MILLIS = 2_000;

  private final RouteFile file;
  private Optional<Stamp> seen = Optional.empty();
  private long since;
  private long changing;
  private Optional<Stamp> taken = Optional.empty();
  private Optional<FileVersion> version = Optional.empty();
  private long readAtMillis;
  private boolean doubtful;

  FileHistory(RouteFile file) {
    this.file = file;
  }

  RouteFile file() {
    return file;
  }

  /** Returns the last version, or nothing if the file was not there. */
  Optional<FileVersion> version() {
    return version;
  }

  /** Returns what the last look saw that saw it; nothing if it is taken for not there. */
  Optional<Stamp> known() {
    return seen.or(() -> taken);
  }

  /** Takes in what a look saw, and returns whether that is something else than before. */
  boolean see(Optional<Stamp> stamp, long now) {
    if (stamp.equals(seen)) {
      return isOtherThanItLooks(now);
    }
    if (!isChanged()) {
      changing = now;
    }
    seen = stamp;
    since = now;
    return true;
  }

  private boolean isOtherThanItLooks(long now) {
    if (isChanged() || seen.isEmpty() || !(isYoung(seen.get()) || couldNotBeRead())) {
      return false;
    }
    long began = System.currentTimeMillis();
    FileVersion read = FileVersion.read(file);
    if (read.problem().isPresent() || version.equals(Optional.of(read))) {
      readAtMillis = began;
      return false;
    }
    doubt(now);
    since = now;
    return true;
  }

  /** Nothing else tells when the user who runs the gateway is let to read it. */
  private boolean couldNotBeRead() {
    return version.flatMap(FileVersion::problem).isPresent();
  }

  private boolean isYoung(Stamp stamp) {
    return Math.abs(readAtMillis - stamp.modified().toMillis()) < SAME_TIME_MILLIS;
  }

  /** Has the file read again, though it looks the same. */
  void doubt(long now) {
    doubtful = true;
    changing = now;
  }

  /** Returns whether the version may not be what is there. */
  boolean isChanged() {
    return doubtful || !seen.equals(taken);
  }

  /** Returns whether it was never taken, and is no longer there. */
  boolean isForgotten() {
    return seen.isEmpty() && version.isEmpty();
  }

  /** Returns for how long the looks have seen the same. */
  long resting(long now) {
    return now - since;
  }

  /** Returns since when there has been a change that was not taken. */
  long changing(long now) {
    return now - changing;
  }

  /** Makes what is there the version, unless it is something else than the last look saw. */
  void take() {
    long began = System.currentTimeMillis();
    if (seen.isEmpty()) {
      // A shipped file may still be there, and stand back behind one of the folder's own.
      accept(Optional.empty(), began);
      return;
    }
    Optional<FileVersion> read = seen.map(stamp -> FileVersion.read(file));
    if (stampNow().equals(seen)) {
      accept(read, began);
    }
  }

  /** Makes what is there the version, at rest or not; later looks will tell. */
  void takeAnyway() {
    long began = System.currentTimeMillis();
    accept(Optional.of(FileVersion.read(file)), began);
  }

  private void accept(Optional<FileVersion> read, long began) {
    version = read;
    taken = seen;
    readAtMillis = began;
    doubtful = false;
  }

  private Optional<Stamp> stampNow() {
    try {
      return Optional.of(Stamp.of(Files.readAttributes(file.path(), BasicFileAttributes.class)));
    } catch (IOException e) {
      return linkStamp();
    }
  }

  /** A link to nothing is there, too, and is seen as the link that it is. */
  private Optional<Stamp> linkStamp() {
    try {
      return Optional.of(
          Stamp.of(
              Files.readAttributes(
                  file.path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
