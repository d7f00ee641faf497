package io.github.sensoringest.deadletter;

import io.github.sensoringest.Readings;
import java.time.Instant;
import java.util.Optional;

/** Makes dead letters for tests. */
final class Letters {
  private static final Instant TIME = Instant.parse("2026-11-25T03:00:00.123Z");

  private Letters() {}

  static DeadLetter of(String id) {
    return of(id, "boiler", "too-old");
  }

  static DeadLetter of(String id, String source, String reason) {
    return with(id, source, reason, new Payload.OfReading(Readings.at("S-" + id, 1_000)));
  }

  static DeadLetter with(String id, Payload payload) {
    return with(id, "boiler", "not-a-reading", payload);
  }

  private static DeadLetter with(String id, String source, String reason, Payload payload) {
    return new DeadLetter(
        id, TIME, source, Optional.of("sensors/a.camel.yaml"), reason, "why", payload);
  }
}
