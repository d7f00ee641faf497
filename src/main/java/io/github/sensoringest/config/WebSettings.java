package io.github.sensoringest.config;

/**
 * The keys that begin with {@code web}. {@link Setting} says what each means.
 *
 * @param enabled whether there is a page, and metrics and health
 * @param sensors how many sensors the page remembers
 * @param sources how many sources have metrics of their own
 * @param sensorMetrics how many sensors have metrics of their own
 */
public record WebSettings(boolean enabled, int sensors, int sources, int sensorMetrics) {
  static WebSettings of(Configuration configuration) {
    return new WebSettings(
        Settings.parsed(configuration, Setting.WEB_ENABLED, StoreSettings::yesOrNo),
        Settings.wholeNumber(configuration, Setting.WEB_SENSORS, 1),
        Settings.wholeNumber(configuration, Setting.WEB_SOURCES, 1),
        Settings.wholeNumber(configuration, Setting.WEB_SENSOR_METRICS, 0));
  }
}
