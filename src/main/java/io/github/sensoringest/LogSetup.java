package io.github.sensoringest;

import io.github.sensoringest.config.LogLevel;
import io.github.sensoringest.config.Settings;
import java.time.Clock;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * Hands what the settings say of the log to the log's configuration, before the first logger, and
 * bounds it.
 */
final class LogSetup {
  private LogSetup() {}

  static void apply(Settings settings) {
    boolean debug = settings.logLevel() == LogLevel.DEBUG;
    String level = settings.logLevel().name().toLowerCase(Locale.ROOT);
    set("format", settings.logFormat().name().toLowerCase(Locale.ROOT));
    set("level", level);
    set("libraries", debug || settings.logLevel() == LogLevel.ERROR ? level : "warn");
    set("engine", debug ? level : "off");
    // On debug they write whole routes and the values of placeholders, with the passwords in them.
    set("start", debug ? "info" : "off");
    set("values", debug ? "info" : level.equals("error") ? level : "warn");
    set("exceptions", debug ? "full" : "none");
    if (!debug) {
      LoggerContext context = (LoggerContext) LogManager.getContext(false);
      context.getConfiguration().getRootLogger().addFilter(new LogRepeats(Clock.systemUTC()));
    }
  }

  private static void set(String name, String value) {
    System.setProperty("sensoringest.log." + name, value);
  }
}
