package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something that happened to a route file, as the log tells it. Immutable.
 *
 * @param number counts them, from 1 and without a gap, so that it can be said which are new
 * @param generation the generation that it made, or found
 * @param time when it happened
 * @param file the file's name
 * @param text what happened, for a person, with the file's name: {@code
 *     routes/sensors/a.camel.yaml: running, version 0123456789ab: a}
 * @param toMend whether it is something to mend
 */
public record FolderChange(
    long number, long generation, Instant time, String file, String text, boolean toMend) {
  /** Checks that nothing is missing. */
  public FolderChange {
    requireNonNull(time, "time is null");
    requireNonNull(file, "file is null");
    requireNonNull(text, "text is null");
  }
}
