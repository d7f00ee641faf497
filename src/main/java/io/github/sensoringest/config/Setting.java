package io.github.sensoringest.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every key of the configuration, with its default. {@code docs/operations.md} lists the same. */
public enum Setting {
  BUFFER_SIZE("buffer.size", "1000", "messages", "How many messages the buffer holds."),
  BUFFER_WHEN_FULL(
      "buffer.when-full",
      "block",
      "block, drop-newest, drop-oldest",
      "What a full buffer does: makes the source wait, or lets the newest or the oldest message go"
          + " and counts it."),
  DATA_FOLDER(
      "data.folder",
      "data",
      "folder",
      "Where the gateway keeps what must outlive it, below the working directory if not absolute."),
  DEAD_LETTERS_KEEP(
      "dead-letters.keep",
      "30d",
      "duration",
      "How long a dead letter is kept at least, unless there are too many; a file of them goes when"
          + " the last of it is older."),
  DEAD_LETTERS_MAX_PAYLOAD(
      "dead-letters.max-payload",
      "10000",
      "characters",
      "How much of a text a dead letter holds; one that is cut cannot be replayed."),
  DEAD_LETTERS_MAX_SIZE(
      "dead-letters.max-size",
      "100",
      "megabytes",
      "How much all dead letters may take on disk; beyond it the oldest file is dropped."),
  DEAD_LETTERS_ROLL_SIZE(
      "dead-letters.roll-size",
      "10",
      "megabytes",
      "How large a file of dead letters gets before the next is begun."),
  ENTRY_LOG_EVERY(
      "entry.log-every",
      "10s",
      "duration",
      "Refused and late readings are logged at most this often for each source and reason."),
  ENTRY_MAX_AGE(
      "entry.max-age", "3650d", "duration", "A reading measured longer ago than this is refused."),
  ENTRY_MAX_AHEAD(
      "entry.max-ahead",
      "5m",
      "duration",
      "A reading dated further ahead of this machine's clock is refused."),
  HTTP_CERTIFICATE_FILE(
      "http.certificate-file",
      "",
      "file",
      "A PEM file with the certificate to serve TLS with, and those it was signed with. Empty: no"
          + " TLS."),
  HTTP_HOST(
      "http.host",
      "127.0.0.1",
      "address",
      "The address at which the gateway serves its page and takes in HTTP; one that other machines"
          + " can reach needs a token."),
  HTTP_KEY_FILE(
      "http.key-file",
      "",
      "file",
      "A PEM file with the private key (PKCS 8) of http.certificate-file."),
  HTTP_MAX_BODY(
      "http.max-body",
      "4",
      "megabytes",
      "How large the body of a request may be, as it was sent and unpacked."),
  HTTP_MAX_REQUESTS(
      "http.max-requests",
      "32",
      "requests",
      "How many requests are worked on at a time; others are told at once to come again."),
  HTTP_PORT(
      "http.port",
      "8080",
      "port",
      "The port at which the gateway serves its page and takes in HTTP; 0: one that is free."),
  HTTP_TOKEN(
      "http.token",
      "",
      "text",
      "What clients have to show; from the environment or a file, not on the command line. Empty:"
          + " nothing.",
      true),
  HTTP_TOKEN_FILE(
      "http.token-file",
      "",
      "file",
      "A file with the token and nothing else, read when the gateway begins to listen."),
  INGEST_COALESCE(
      "ingest.coalesce",
      "256",
      "messages",
      "How many waiting messages one exchange takes from the buffer at most."),
  LOG_FORMAT(
      "log.format",
      "text",
      "text, json",
      "How windows, the summary and the log are written: for people or as JSON lines."),
  LOG_LEVEL(
      "log.level",
      "info",
      "error, warn, info, debug",
      "How much is logged; debug adds stack traces."),
  ROUTES_ALLOWED_SCHEMES(
      "routes.allowed-schemes",
      "",
      "names with commas between them",
      "Components and languages that a sensor's file may use besides the usual ones; * allows all."),
  SHUTDOWN_TIMEOUT(
      "shutdown.timeout", "30s", "duration", "How long an orderly stop may take at most."),
  SIMULATED_READINGS(
      "simulated.readings",
      "",
      "readings",
      "Ends each simulated sensor after so many readings, whatever its file says; empty: as the"
          + " file says."),
  SINKS_BATCH(
      "sinks.batch",
      "10000",
      "rows",
      "How many rows of waiting windows a sink gets at once at most; a single window is never"
          + " parted."),
  SINKS_RETRY_DELAY(
      "sinks.retry-delay",
      "1s",
      "duration",
      "How long a failing sink is left alone before the first retry; doubled with each further"
          + " one."),
  SINKS_RETRY_MAX_DELAY(
      "sinks.retry-max-delay", "30s", "duration", "The longest time between two retries."),
  SINKS_WAITING(
      "sinks.waiting",
      "100000",
      "rows",
      "How many rows of closed windows may wait for required sinks before no more is taken from the"
          + " buffer, and for each best-effort one before windows are lost to it."),
  STORE_KEEP(
      "store.keep",
      "",
      "duration, or nothing",
      "Rows of windows that ended longer ago are deleted from the store; empty: they are kept for"
          + " ever."),
  STORE_PASSWORD(
      "store.password",
      "",
      "text",
      "The password for PostgreSQL; from the environment or a file, not on the command line.",
      true),
  STORE_PASSWORD_FILE(
      "store.password-file",
      "",
      "file",
      "A file with the password for PostgreSQL and nothing else, read whenever the gateway"
          + " connects."),
  STORE_READINGS(
      "store.readings",
      "false",
      "true, false",
      "Whether the single readings are stored as well as the windows."),
  STORE_URL(
      "store.url",
      "",
      "JDBC URL",
      "The PostgreSQL database to store in, such as jdbc:postgresql://db.example/plant; empty:"
          + " SQLite in data.folder.",
      true),
  STORE_USER("store.user", "", "text", "The user's name for PostgreSQL."),
  WEB_ENABLED(
      "web.enabled",
      "true",
      "true, false",
      "Whether the gateway serves its page, metrics and health, at http.host and http.port."),
  WEB_SENSOR_METRICS(
      "web.sensor-metrics",
      "0",
      "sensors",
      "How many sensors have metrics of their own, of those of the sources that have; 0: none."),
  WEB_SENSORS(
      "web.sensors",
      "20000",
      "sensors",
      "How many sensors the page remembers; of further ones, those are left out of which nothing was"
          + " heard for longest."),
  WEB_SOURCES(
      "web.sources",
      "1000",
      "sources",
      "How many sources have metrics of their own; further ones are counted together."),
  WINDOW_CHECK(
      "window.check",
      "100ms",
      "duration",
      "How often it is looked which windows are to be closed."),
  WINDOW_CORRECT_FOR(
      "window.correct-for",
      "10m",
      "duration",
      "How long a closed window can still be corrected, where window.late is correct."),
  WINDOW_CORRECT_ROWS(
      "window.correct-rows",
      "100000",
      "rows",
      "How many rows, one for each sensor of each window, are kept for correction at most."),
  WINDOW_GAP(
      "window.gap",
      "0s",
      "duration",
      "Gives each sensor sessions that end after such a pause, instead of windows of a fixed"
          + " length; 0s: no sessions."),
  WINDOW_HOP(
      "window.hop",
      "",
      "duration or empty",
      "How long after a window the next one begins; shorter than the length, so that windows"
          + " overlap. Empty: one after the other."),
  WINDOW_IDLE(
      "window.idle",
      "10s",
      "duration",
      "The windows of a source that has sent nothing for so long are closed once the clock is past"
          + " their end."),
  WINDOW_LATE(
      "window.late",
      "reject",
      "drop, reject, correct",
      "What is done with a reading whose window has closed: it is counted, it becomes a dead"
          + " letter, or the window is summarized once more with it."),
  WINDOW_LATENESS(
      "window.lateness",
      "1s",
      "duration",
      "How far a source's readings may be out of order: its windows stay open that much longer."),
  WINDOW_LENGTH("window.length", "10s", "duration", "The length of a window."),
  WINDOW_MAX_OPEN(
      "window.max-open",
      "100000",
      "windows",
      "How many windows of a source may be open; a reading that needs one more is refused."),
  WINDOW_MAX_SENSORS(
      "window.max-sensors",
      "200000",
      "sensors",
      "How many sensors a source may have in one window; readings of others are refused."),
  WINDOW_OFFSET(
      "window.offset",
      "0s",
      "duration",
      "Windows begin so much later than at whole multiples of their length since 1970."),
  WINDOW_PERCENTILE_VALUES(
      "window.percentile-values",
      "4000000",
      "values",
      "How many values, of 8 bytes, the percentiles of all windows may keep in memory; sensors for"
          + " which there is no room have none in that window.");

  /** What a key's name starts with in the environment. */
  static final String ENVIRONMENT_PREFIX = "SENSOR_INGEST_";

  private final String key;
  private final String defaultValue;
  private final String unit;
  private final String meaning;
  private final boolean secret;

  Setting(String key, String defaultValue, String unit, String meaning) {
    this(key, defaultValue, unit, meaning, false);
  }

  Setting(String key, String defaultValue, String unit, String meaning, boolean secret) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.meaning = meaning;
    this.secret = secret;
  }

  /** Returns the key as a file or the command line writes it. */
  public String key() {
    return key;
  }

  /** Returns the value that holds when nobody sets it. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Returns what the value counts or the values it may have. */
  public String unit() {
    return unit;
  }

  /** Returns what it does, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Returns the name of the environment variable that sets it. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** Returns whether its value may hold a password, so that no message may show it. */
  boolean isSecret() {
    return secret;
  }

  boolean isDuration() {
    return unit.equals("duration");
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
