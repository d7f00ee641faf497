package io.github.sensoringest;

import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Setting;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of commands that run sensors, by which the command line sets keys. */
final class ConfigurationOptions {
  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the configuration; may be repeated.")
  private Map<String, String> properties = new HashMap<>();

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "text for people, json for JSON lines (default: text).")
  private String logFormat;

  /**
   * Loads the configuration from its files, the environment and these options.
   *
   * @param others further keys that the command line sets
   */
  Configuration load(Map<String, String> others) {
    Map<String, String> given = new HashMap<>(properties);
    if (logFormat != null) {
      given.put(Setting.LOG_FORMAT.key(), logFormat);
    }
    given.putAll(others);
    return Configuration.load(Home.configurationFiles(), System.getenv(), given);
  }
}
