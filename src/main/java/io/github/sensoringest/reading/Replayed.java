package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What was refused once and comes again: the body that the replay sends to the entry, which takes
 * it as if its first source had sent it.
 *
 * @param source the id of the route that it came from at first
 * @param body what that route sent; null when it sent nothing
 * @param attributes what was known of the payload that the body was in, such as its topic
 */
public record Replayed(String source, Object body, Map<String, String> attributes) {
  /** Checks that the source is there. */
  public Replayed {
    requireNonNull(source, "source is null");
    attributes = Map.copyOf(attributes);
  }

  /** Creates one of which nothing else is known. */
  public Replayed(String source, Object body) {
    this(source, body, Map.of());
  }
}
