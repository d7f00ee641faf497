package io.github.sensoringest.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys that begin with {@code store}. {@link Setting} says what each means.
 *
 * @param url the JDBC URL of a PostgreSQL database, without a password; empty for SQLite
 * @param user the user's name; empty if none was given
 * @param password the password; that of an empty text if none was given
 * @param readings whether single readings are stored as well
 * @param keep how long a row is kept after the end of its window; nothing if for ever
 */
public record StoreSettings(
    String url, String user, Secret password, boolean readings, Optional<Duration> keep) {

  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("[?&](ssl)?password=|^[^?]*//[^/?]*@", Pattern.CASE_INSENSITIVE);
  private static final String HOST = "([\\w.-]+|\\[[\\p{XDigit}:.]+])?(:\\d{1,5})?";

  /** The driver would read it too, and tell on standard error what it does not like in it. */
  private static final Pattern URL =
      Pattern.compile(POSTGRESQL + "(//" + HOST + "(," + HOST + ")*/)?[^/?]*(\\?.*)?");

  private static final String DATABASE =
      "write jdbc:postgresql://HOST/DATABASE, or leave it empty for SQLite";

  static StoreSettings of(Configuration configuration) {
    return new StoreSettings(
        Settings.parsed(configuration, Setting.STORE_URL, StoreSettings::url),
        configuration.value(Setting.STORE_USER).text(),
        password(configuration),
        Settings.parsed(configuration, Setting.STORE_READINGS, StoreSettings::yesOrNo),
        configuration.value(Setting.STORE_KEEP).text().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Settings.duration(configuration, Setting.STORE_KEEP, Duration.ofSeconds(1))));
  }

  /** The messages do not repeat the URL: whatever is wrong with it, a password may be in it. */
  private static String url(String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (!text.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException("it names no PostgreSQL database: " + DATABASE);
    }
    if (PASSWORD_IN_URL.matcher(text).find()) {
      throw new IllegalArgumentException(
          "it has a password in it: take that out, and set store.password in the environment, or"
              + " store.password-file");
    }
    if (!URL.matcher(text).matches()) {
      throw new IllegalArgumentException("it is no URL of PostgreSQL: " + DATABASE);
    }
    return text;
  }

  private static Secret password(Configuration configuration) {
    Configuration.Value value = configuration.value(Setting.STORE_PASSWORD);
    Configuration.Value file = configuration.value(Setting.STORE_PASSWORD_FILE);
    if (value.origin().equals(Configuration.COMMAND_LINE) && !value.text().isEmpty()) {
      throw new ConfigurationException(
          value.origin(),
          Setting.STORE_PASSWORD.key()
              + ": everybody on this machine can read it there; set "
              + Setting.STORE_PASSWORD.environmentName()
              + " in the environment, or store.password-file");
    }
    if (!value.text().isEmpty() && !file.text().isEmpty()) {
      throw new ConfigurationException(
          file.origin(), "store.password-file: store.password is set as well: set one of the two");
    }
    return file.text().isEmpty()
        ? Secret.of(value.text())
        : Settings.parsed(
            configuration,
            Setting.STORE_PASSWORD_FILE,
            text -> Secret.in(Setting.STORE_PASSWORD_FILE.key(), Path.of(text)));
  }

  static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "'" + text + "' is not known: write one of true, false");
    };
  }
}
