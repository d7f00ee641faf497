package io.github.sensoringest.config;

import java.time.Duration;

/** The keys that begin with {@code window}. {@link Setting} says what each means. */
public record WindowSettings(Duration check, Duration idle, Duration lateness, Duration length) {

  static WindowSettings of(Configuration configuration) {
    return new WindowSettings(
        Settings.duration(configuration, Setting.WINDOW_CHECK, Settings.LEAST),
        Settings.duration(configuration, Setting.WINDOW_IDLE, Settings.LEAST),
        Settings.duration(configuration, Setting.WINDOW_LATENESS, Duration.ZERO),
        Settings.duration(configuration, Setting.WINDOW_LENGTH, Settings.LEAST));
  }
}
