package io.github.sensoringest.config;

import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import java.time.Duration;

/**
 * The keys that begin with {@code window}. {@link Setting} says what each means.
 *
 * @param windowing what holds for sources whose files say nothing else
 */
public record WindowSettings(
    Duration check,
    Duration correctFor,
    int correctRows,
    int maxOpen,
    int maxSensors,
    int percentileValues,
    Windowing windowing) {

  static WindowSettings of(Configuration configuration) {
    return new WindowSettings(
        Settings.duration(configuration, Setting.WINDOW_CHECK, Settings.LEAST),
        Settings.duration(configuration, Setting.WINDOW_CORRECT_FOR, Settings.LEAST),
        Settings.wholeNumber(configuration, Setting.WINDOW_CORRECT_ROWS, 1),
        Settings.wholeNumber(configuration, Setting.WINDOW_MAX_OPEN, 1),
        Settings.wholeNumber(configuration, Setting.WINDOW_MAX_SENSORS, 1),
        Settings.wholeNumber(configuration, Setting.WINDOW_PERCENTILE_VALUES, 0),
        windowing(configuration));
  }

  private static Windowing windowing(Configuration configuration) {
    Duration length = Settings.duration(configuration, Setting.WINDOW_LENGTH, Settings.LEAST);
    Configuration.Value hop = configuration.value(Setting.WINDOW_HOP);
    Duration lateness = Settings.duration(configuration, Setting.WINDOW_LATENESS, Duration.ZERO);
    try {
      return new Windowing(
          length,
          hop.text().isEmpty()
              ? length
              : Settings.duration(configuration, Setting.WINDOW_HOP, Settings.LEAST),
          Settings.duration(configuration, Setting.WINDOW_GAP, Duration.ZERO),
          Settings.duration(configuration, Setting.WINDOW_OFFSET, Duration.ZERO),
          lateness,
          Settings.duration(configuration, Setting.WINDOW_IDLE, Settings.LEAST),
          Settings.word(configuration, Setting.WINDOW_LATE, LatePolicy.values()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("window.*", e.getMessage());
    }
  }
}
