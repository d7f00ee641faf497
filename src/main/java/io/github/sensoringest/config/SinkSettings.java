package io.github.sensoringest.config;

import java.time.Duration;

/** The keys that begin with {@code sinks}. {@link Setting} says what each means. */
public record SinkSettings(int batch, Duration retryDelay, Duration retryMaxDelay, int waiting) {

  static SinkSettings of(Configuration configuration) {
    return new SinkSettings(
        Settings.wholeNumber(configuration, Setting.SINKS_BATCH, 1),
        Settings.duration(configuration, Setting.SINKS_RETRY_DELAY, Settings.LEAST),
        Settings.duration(configuration, Setting.SINKS_RETRY_MAX_DELAY, Settings.LEAST),
        Settings.wholeNumber(configuration, Setting.SINKS_WAITING, 1));
  }
}
