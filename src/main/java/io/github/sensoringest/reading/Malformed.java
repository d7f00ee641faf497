package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

/**
 * A record of a payload that could not be read: what a decoder puts in the place of a reading. The
 * entry refuses it as {@link RejectReason#MALFORMED}. Immutable.
 *
 * @param position where it is in the payload, for a person, such as {@code line 7}
 * @param problem what is wrong with it, and what to write instead
 * @param text the record, or its beginning; empty if there is none
 */
public record Malformed(String position, String problem, String text) {
  /** Checks that all are there. */
  public Malformed {
    requireNonNull(position, "position is null");
    requireNonNull(problem, "problem is null");
    requireNonNull(text, "text is null");
  }
}
