package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.check.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of one route file. Immutable. A version is the beginning of the SHA-256 of the
 * content, twelve hexadecimal digits.
 *
 * @param file its name, as messages call it
 * @param role what it is for
 * @param state what has become of it
 * @param version the version that runs; empty if none does
 * @param since when the version that runs was taken up; empty if none runs
 * @param routes the ids of the routes that run, without those inside of kamelets
 * @param wantedVersion the version in the folder, if it is there and is not the one that runs
 * @param messages what is wrong, each with file, and line and column if it has them; or what is
 *     waited for; empty if all is well
 */
public record FileStatus(
    String file,
    Role role,
    FileState state,
    Optional<String> version,
    Optional<Instant> since,
    List<String> routes,
    Optional<String> wantedVersion,
    List<String> messages) {
  /** Checks that nothing is missing, and copies the lists. */
  public FileStatus {
    requireNonNull(file, "file is null");
    requireNonNull(role, "role is null");
    requireNonNull(state, "state is null");
    requireNonNull(version, "version is null");
    requireNonNull(since, "since is null");
    routes = List.copyOf(routes);
    requireNonNull(wantedVersion, "wantedVersion is null");
    messages = List.copyOf(messages);
  }

  /** Returns whether a version of the file runs, be it the one in the folder or not. */
  public boolean runs() {
    return version.isPresent();
  }

  /** Returns whether the file's version runs, and nothing is wrong with it. */
  public boolean isWell() {
    return state == FileState.RUNNING && messages.isEmpty();
  }
}
