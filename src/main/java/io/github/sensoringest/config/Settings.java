package io.github.sensoringest.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The checked configuration. {@link Setting} says what each value means and what it is by default.
 */
public record Settings(
    int bufferSize,
    WhenFull bufferWhenFull,
    Path dataFolder,
    DeadLetterSettings deadLetters,
    Duration entryLogEvery,
    Duration entryMaxAge,
    Duration entryMaxAhead,
    HttpSettings http,
    int ingestCoalesce,
    LogFormat logFormat,
    LogLevel logLevel,
    Set<String> routesAllowedSchemes,
    Duration shutdownTimeout,
    OptionalInt simulatedReadings,
    SinkSettings sinks,
    StoreSettings store,
    WebSettings web,
    WindowSettings window) {

  private static final Pattern NAME = Pattern.compile("\\*|[A-Za-z][\\w+.-]*");
  static final Duration LEAST = Duration.ofMillis(1);

  /**
   * Returns the settings that the configuration asks for.
   *
   * @throws ConfigurationException if a value is not one that its key can have
   */
  public static Settings of(Configuration configuration) {
    return new Settings(
        wholeNumber(configuration, Setting.BUFFER_SIZE, 1),
        word(configuration, Setting.BUFFER_WHEN_FULL, WhenFull.values()),
        parsed(configuration, Setting.DATA_FOLDER, Settings::path),
        DeadLetterSettings.of(configuration),
        duration(configuration, Setting.ENTRY_LOG_EVERY, Duration.ZERO),
        duration(configuration, Setting.ENTRY_MAX_AGE, LEAST),
        duration(configuration, Setting.ENTRY_MAX_AHEAD, Duration.ZERO),
        HttpSettings.of(configuration),
        wholeNumber(configuration, Setting.INGEST_COALESCE, 1),
        word(configuration, Setting.LOG_FORMAT, LogFormat.values()),
        word(configuration, Setting.LOG_LEVEL, LogLevel.values()),
        names(configuration, Setting.ROUTES_ALLOWED_SCHEMES),
        duration(configuration, Setting.SHUTDOWN_TIMEOUT, LEAST),
        configuration.value(Setting.SIMULATED_READINGS).text().isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(wholeNumber(configuration, Setting.SIMULATED_READINGS, 0)),
        SinkSettings.of(configuration),
        StoreSettings.of(configuration),
        WebSettings.of(configuration),
        WindowSettings.of(configuration));
  }

  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it is empty: write a folder, such as data");
    }
    return Path.of(text);
  }

  static int wholeNumber(Configuration configuration, Setting setting, int least) {
    return parsed(
        configuration,
        setting,
        text -> {
          String wanted = "write a whole number from " + least + " to " + Integer.MAX_VALUE;
          try {
            int number = Integer.parseInt(text);
            if (number >= least) {
              return number;
            }
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no such number: " + wanted, e);
          }
          throw new IllegalArgumentException("'" + text + "' is too small: " + wanted);
        });
  }

  private static Set<String> names(Configuration configuration, Setting setting) {
    return parsed(
        configuration,
        setting,
        text -> {
          Set<String> names = new HashSet<>();
          for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String name = part.strip();
            if (!NAME.matcher(name).matches()) {
              throw new IllegalArgumentException(
                  "'" + name + "' is no name: write names such as exec,groovy or *");
            }
            names.add(name);
          }
          return Set.copyOf(names);
        });
  }

  static Duration duration(Configuration configuration, Setting setting, Duration least) {
    return parsed(
        configuration,
        setting,
        text -> {
          Duration duration = Durations.parse(text);
          if (duration.compareTo(least) < 0) {
            throw new IllegalArgumentException(
                "'" + text + "' is too short: write " + Durations.format(least) + " or more");
          }
          return duration;
        });
  }

  static <E extends Enum<E>> E word(Configuration configuration, Setting setting, E[] values) {
    return parsed(
        configuration,
        setting,
        text -> {
          for (E value : values) {
            if (word(value).equals(text)) {
              return value;
            }
          }
          List<String> words = Arrays.stream(values).map(Settings::word).toList();
          throw new IllegalArgumentException(
              "'" + text + "' is not known: write one of " + String.join(", ", words));
        });
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <T> T parsed(Configuration configuration, Setting setting, Function<String, T> parser) {
    Configuration.Value value = configuration.value(setting);
    try {
      return parser.apply(value.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(value.origin(), setting.key() + ": " + e.getMessage());
    }
  }
}
