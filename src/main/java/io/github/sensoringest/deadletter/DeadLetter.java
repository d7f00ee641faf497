package io.github.sensoringest.deadletter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A reading or something else that was refused, as it is kept. Immutable.
 *
 * @param id tells it from all others in the same folder
 * @param time when it was refused, to the millisecond
 * @param source the id of the route that it came from
 * @param file the route file of the source, as messages call it; empty if none was known
 * @param reason the label of the reason why it was refused
 * @param detail the same for a person
 * @param payload what was refused
 */
public record DeadLetter(
    String id,
    Instant time,
    String source,
    Optional<String> file,
    String reason,
    String detail,
    Payload payload) {
  /** Checks that nothing is missing. */
  public DeadLetter {
    requireNonNull(id, "id is null");
    requireNonNull(time, "time is null");
    requireNonNull(source, "source is null");
    requireNonNull(file, "file is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(payload, "payload is null");
  }
}
