package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was to be said of the routes folder at one moment; its parts fit each other. Immutable.
 *
 * @param loaded whether the start has come to its end; until then all else is empty
 * @param generation how many changes have been applied, those of the start among them
 * @param refusals how often a version of a file was refused or rolled back
 * @param files what there is to say of each file, by name
 * @param problem what cannot be seen of the folder, and why, in words for a person
 */
public record FolderStatus(
    boolean loaded,
    long generation,
    long refusals,
    List<FileStatus> files,
    Optional<String> problem) {
  static final FolderStatus NOT_LOADED = new FolderStatus(false, 0, 0, List.of(), Optional.empty());

  /** Copies the list. */
  public FolderStatus {
    files = List.copyOf(files);
    requireNonNull(problem, "problem is null");
  }

  /** Returns how many files are in each state; every state is a key. */
  public Map<FileState, Integer> counts() {
    Map<FileState, Integer> counts = new EnumMap<>(FileState.class);
    for (FileState state : FileState.values()) {
      counts.put(state, 0);
    }
    files.forEach(file -> counts.merge(file.state(), 1, Integer::sum));
    return Collections.unmodifiableMap(counts);
  }

  FolderStatus withProblem(Optional<String> now) {
    return new FolderStatus(loaded, generation, refusals, files, now);
  }
}
