package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

/**
 * A reading, or what came in place of one, that was refused: the body of {@code direct:rejected}.
 * It has been counted already.
 *
 * @param source the id of the route that it came from
 * @param reason why it was refused
 * @param detail the same for a person, with the offending value
 * @param payload what was refused; null when nothing came
 */
public record Rejection(String source, RejectReason reason, String detail, Object payload) {
  /** Checks that all but the payload are there. */
  public Rejection {
    requireNonNull(source, "source is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
  }
}
