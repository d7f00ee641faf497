package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of one route file. Immutable.
 *
 * @param file its name
 * @param role what it is for
 * @param state what has become of it
 * @param version the version that runs, the beginning of its hash; empty if none does
 * @param since when the version that runs was taken up
 * @param routes the ids of the routes that run
 * @param refusedVersion the version in the folder, if that is not the one that runs
 * @param messages what is wrong, with file, line and column; or what is waited for
 */
public record FileStatus(
    String file,
    Role role,
    FileState state,
    Optional<String> version,
    Optional<Instant> since,
    List<String> routes,
    Optional<String> refusedVersion,
    List<String> messages)
    implements Comparable<FileStatus> {
  /** Copies the lists. */
  public FileStatus {
    requireNonNull(file, "file is null");
    routes = List.copyOf(routes);
    messages = List.copyOf(messages);
  }

  /** Orders by name. */
  @Override
  public int compareTo(FileStatus other) {
    return file.compareTo(other.file);
  }
}
