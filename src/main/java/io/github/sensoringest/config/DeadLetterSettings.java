package io.github.sensoringest.config;

import java.time.Duration;

/** The keys that begin with {@code dead-letters}. {@link Setting} says what each means. */
public record DeadLetterSettings(Duration keep, int maxPayload, int maxSize, int rollSize) {

  static DeadLetterSettings of(Configuration configuration) {
    return new DeadLetterSettings(
        Settings.duration(configuration, Setting.DEAD_LETTERS_KEEP, Settings.LEAST),
        Settings.wholeNumber(configuration, Setting.DEAD_LETTERS_MAX_PAYLOAD, 0),
        Settings.wholeNumber(configuration, Setting.DEAD_LETTERS_MAX_SIZE, 1),
        Settings.wholeNumber(configuration, Setting.DEAD_LETTERS_ROLL_SIZE, 1));
  }
}
