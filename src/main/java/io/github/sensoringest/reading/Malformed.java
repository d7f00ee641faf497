package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A record of a payload that could not be read: what a decoder puts in the place of a reading. The
 * entry refuses it as {@link RejectReason#MALFORMED}. Immutable.
 *
 * @param position where it is in the payload, for a person, such as {@code line 7}
 * @param problem what is wrong with it, and what to write instead
 * @param text the record, so that it can be decoded by itself, or its beginning; empty if there is
 *     none
 * @param cut whether the text is only the beginning
 * @param attributes what was known of the payload besides, such as its topic
 */
public record Malformed(
    String position, String problem, String text, boolean cut, Map<String, String> attributes) {
  /** Checks that all are there. */
  public Malformed {
    requireNonNull(position, "position is null");
    requireNonNull(problem, "problem is null");
    requireNonNull(text, "text is null");
    attributes = Map.copyOf(attributes);
  }

  /** Creates one of a payload of which nothing else is known. */
  public Malformed(String position, String problem, String text, boolean cut) {
    this(position, problem, text, cut, Map.of());
  }
}
