package io.github.sensoringest.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The keys and values that were given, and who gave them. The command line wins over the
 * environment, the environment over the files, and a later file over an earlier one. Immutable.
 */
public final class Configuration {
  /** A key's value, with the place that it comes from, such as {@code conf/x.properties}. */
  record Value(String text, String origin) {
    /** Only the origin, since the text may be a secret. */
    @Override
    public String toString() {
      return "a value from " + origin;
    }
  }

  static final String COMMAND_LINE = "the command line";

  private static final List<String> KEYS =
      Arrays.stream(Setting.values()).map(Setting::key).toList();

  private final Map<String, Value> values;

  private Configuration(Map<String, Value> values) {
    this.values = values;
  }

  /**
   * Reads the configuration.
   *
   * @param files property files in UTF-8, the last one winning; those that do not exist are skipped
   * @param environment the environment variables
   * @param commandLine the keys given there
   * @throws ConfigurationException if a file cannot be read, or a key is not known and looks like
   *     one of ours
   */
  public static Configuration load(
      List<Path> files, Map<String, String> environment, Map<String, String> commandLine) {
    Map<String, Value> values = new HashMap<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        Properties properties = read(file);
        for (String key : properties.stringPropertyNames()) {
          values.put(key, new Value(properties.getProperty(key).strip(), file.toString()));
        }
      }
    }
    for (Setting setting : Setting.values()) {
      String text = environment.get(setting.environmentName());
      if (text != null) {
        values.put(
            setting.key(),
            new Value(text.strip(), "environment variable " + setting.environmentName()));
      }
    }
    commandLine.forEach((key, text) -> values.put(key, new Value(text.strip(), COMMAND_LINE)));
    values.forEach((key, value) -> checkKnown(key, value.origin()));
    return new Configuration(values);
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(file.toString(), "cannot be read: " + e.getMessage());
    }
    return properties;
  }

  /** Other keys are welcome, since routes may use them; one that is nearly ours is a slip. */
  private static void checkKnown(String key, String origin) {
    if (Setting.ofKey(key).isEmpty() && !key.startsWith("camel.")) {
      Suggestions.nearest(key, KEYS)
          .ifPresent(
              near -> {
                throw new ConfigurationException(
                    origin, "unknown key '" + key + "', did you mean '" + near + "'?");
              });
    }
  }

  /**
   * Returns all keys with their values, defaults included: what the placeholders of routes stand
   * for. Durations of ours are in milliseconds there, which every option of Camel understands. What
   * may hold a password is not among them.
   *
   * @throws ConfigurationException if a duration is none
   */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    values.forEach((key, value) -> all.put(key, value.text()));
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        all.remove(setting.key());
        continue;
      }
      all.put(
          setting.key(),
          setting.isDuration()
              ? String.valueOf(Settings.duration(this, setting, Duration.ZERO).toMillis())
              : value(setting).text());
    }
    return all;
  }

  Value value(Setting setting) {
    return values.getOrDefault(setting.key(), new Value(setting.defaultValue(), "the default"));
  }
}
