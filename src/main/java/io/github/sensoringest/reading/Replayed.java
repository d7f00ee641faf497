package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

/**
 * What was refused once and comes again: the body that the replay sends to the entry, which takes
 * it as if its first source had sent it.
 *
 * @param source the id of the route that it came from at first
 * @param body what that route sent; null when it sent nothing
 */
public record Replayed(String source, Object body) {
  /** Checks that the source is there. */
  public Replayed {
    requireNonNull(source, "source is null");
  }
}
