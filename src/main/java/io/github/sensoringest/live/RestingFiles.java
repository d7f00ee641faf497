package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.RouteFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes scans of a folder out of looks at it. A change counts once looks that are a settle time
 * apart have seen the same. Not thread-safe. Times are in nanoseconds.
 */
final class RestingFiles {
  /** So long a change that is at rest waits for others that are not. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final long settle;
  private final Map<RouteFile, FileHistory> files = new HashMap<>();
  private FolderScan last = new FolderScan(List.of(), Optional.empty());
  private Optional<String> problem = Optional.empty();
  private long problemSince;

  RestingFiles(Duration settle) {
    this.settle = settle.toNanos();
  }

  /** Takes in the first look, and returns all as it is, at rest or not. */
  FolderScan first(FolderLook look, long now) {
    see(look, now);
    files.values().forEach(FileHistory::takeAnyway);
    last = scan(problem);
    return last;
  }

  /** Takes in a look, and returns whether it differs from the one before. */
  boolean see(FolderLook look, long now) {
    boolean differs = false;
    for (Map.Entry<RouteFile, Stamp> file : look.files().entrySet()) {
      FileHistory history = files.computeIfAbsent(file.getKey(), FileHistory::new);
      differs |= history.see(Optional.of(file.getValue()), now);
    }
    for (FileHistory history : files.values()) {
      if (!look.files().containsKey(history.file())) {
        differs |= history.see(Optional.empty(), now);
      }
    }
    files.values().removeIf(FileHistory::isForgotten);
    if (!problem.equals(look.problem())) {
      problem = look.problem();
      problemSince = now;
      differs = true;
    }
    return differs;
  }

  /** Returns the files that are taken for there, as a look that cannot see them is to see them. */
  Map<RouteFile, Stamp> known() {
    Map<RouteFile, Stamp> known = new HashMap<>();
    for (FileHistory history : files.values()) {
      history.known().ifPresent(stamp -> known.put(history.file(), stamp));
    }
    return known;
  }

  /** Has every file read again, though it looks the same. */
  void doubtAll(long now) {
    files.values().forEach(history -> history.doubt(now));
  }

  /** Returns a scan if it is another one than the last, and what is not at rest can be left out. */
  Optional<FolderScan> rested(long now) {
    List<FileHistory> changed = changed();
    if (changed.isEmpty() && !problemChanged()) {
      return Optional.empty();
    }
    long longest = problemChanged() ? now - problemSince : 0;
    boolean allRest = !problemChanged() || longest >= settle;
    for (FileHistory history : changed) {
      longest = Math.max(longest, history.resting(now));
      allRest &= history.resting(now) >= settle;
    }
    if (!allRest && longest < PATIENCE.toNanos()) {
      return Optional.empty();
    }
    changed.stream().filter(history -> history.resting(now) >= settle).forEach(FileHistory::take);
    FolderScan scan = scan(now - problemSince >= settle ? problem : last.problem());
    if (scan.equals(last)) {
      return Optional.empty();
    }
    last = scan;
    return Optional.of(scan);
  }

  /** Returns whether it is worth while to look again soon. */
  boolean isSettling(long now) {
    return problemChanged()
        || changed().stream().anyMatch(file -> file.changing(now) <= PATIENCE.toNanos());
  }

  private boolean problemChanged() {
    return !problem.equals(last.problem());
  }

  private List<FileHistory> changed() {
    return files.values().stream().filter(FileHistory::isChanged).toList();
  }

  private FolderScan scan(Optional<String> told) {
    return new FolderScan(
        files.values().stream()
            .flatMap(history -> history.version().stream())
            .sorted(Comparator.comparing(FileVersion::file, FolderLook.ORDER))
            .toList(),
        told);
  }
}
