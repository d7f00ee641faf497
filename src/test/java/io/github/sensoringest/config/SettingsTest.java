package io.github.sensoringest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void defaults() {
    assertThat(Settings.of(Configuration.load(List.of(), Map.of(), Map.of())))
        .isEqualTo(
            new Settings(
                1000,
                WhenFull.BLOCK,
                Path.of("data"),
                new DeadLetterSettings(Duration.ofDays(30), 10_000, 100, 10),
                Duration.ofSeconds(10),
                Duration.ofDays(3650),
                Duration.ofMinutes(5),
                new HttpSettings("127.0.0.1", 8080, Optional.empty(), Secret.of(""), 4, 32),
                256,
                LogFormat.TEXT,
                LogLevel.INFO,
                Set.of(),
                Duration.ofSeconds(30),
                OptionalInt.empty(),
                new SinkSettings(10_000, Duration.ofSeconds(1), Duration.ofSeconds(30), 100_000),
                new StoreSettings("", "", Secret.of(""), false, Optional.empty()),
                new WebSettings(true, 20_000, 1_000, 0),
                new WindowSettings(
                    Duration.ofMillis(100),
                    Duration.ofMinutes(10),
                    100_000,
                    100_000,
                    200_000,
                    4_000_000,
                    new Windowing(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        LatePolicy.REJECT))));
  }

  @Test
  void everyKeySetsItsOwnValue() {
    assertThat(
            TestSettings.with(
                "buffer.size=1",
                "buffer.when-full=drop-oldest",
                "data.folder=elsewhere",
                "dead-letters.keep=22s",
                "dead-letters.max-payload=23",
                "dead-letters.max-size=24",
                "dead-letters.roll-size=25",
                "entry.log-every=2s",
                "entry.max-age=3s",
                "entry.max-ahead=4s",
                "http.certificate-file=pom.xml",
                "http.host=::1",
                "http.key-file=README.md",
                "http.max-body=26",
                "http.max-requests=27",
                "http.port=28",
                "http.token-file=run/token",
                "ingest.coalesce=5",
                "log.format=json",
                "log.level=debug",
                "routes.allowed-schemes=exec, groovy",
                "shutdown.timeout=6s",
                "simulated.readings=7",
                "sinks.batch=20",
                "sinks.retry-delay=8s",
                "sinks.retry-max-delay=9s",
                "sinks.waiting=10",
                "store.keep=30d",
                "store.password-file=run/password",
                "store.readings=true",
                "store.url=jdbc:postgresql://db/plant",
                "store.user=writer",
                "web.enabled=false",
                "web.sensor-metrics=43",
                "web.sensors=41",
                "web.sources=42",
                "window.check=11s",
                "window.correct-for=21s",
                "window.correct-rows=22",
                "window.gap=0s",
                "window.hop=7s",
                "window.late=correct",
                "window.max-open=23",
                "window.max-sensors=24",
                "window.offset=25s",
                "window.percentile-values=26",
                "window.idle=12s",
                "window.lateness=13s",
                "window.length=14s"))
        .isEqualTo(
            new Settings(
                1,
                WhenFull.DROP_OLDEST,
                Path.of("elsewhere"),
                new DeadLetterSettings(Duration.ofSeconds(22), 23, 24, 25),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofSeconds(4),
                new HttpSettings(
                    "::1",
                    28,
                    Optional.of(
                        new HttpSettings.TlsFiles(Path.of("pom.xml"), Path.of("README.md"))),
                    Secret.in("http.token-file", Path.of("run/token")),
                    26,
                    27),
                5,
                LogFormat.JSON,
                LogLevel.DEBUG,
                Set.of("exec", "groovy"),
                Duration.ofSeconds(6),
                OptionalInt.of(7),
                new SinkSettings(20, Duration.ofSeconds(8), Duration.ofSeconds(9), 10),
                new StoreSettings(
                    "jdbc:postgresql://db/plant",
                    "writer",
                    Secret.in("store.password-file", Path.of("run/password")),
                    true,
                    Optional.of(Duration.ofDays(30))),
                new WebSettings(false, 41, 42, 43),
                new WindowSettings(
                    Duration.ofSeconds(11),
                    Duration.ofSeconds(21),
                    22,
                    23,
                    24,
                    26,
                    new Windowing(
                        Duration.ofSeconds(14),
                        Duration.ofSeconds(7),
                        Duration.ZERO,
                        Duration.ofSeconds(25),
                        Duration.ofSeconds(13),
                        Duration.ofSeconds(12),
                        LatePolicy.CORRECT))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buffer.size=0 | '0' is too small: write a whole number from 1 to 2147483647",
        "buffer.size=many | 'many' is no such number: write a whole number from 1 to 2147483647",
        "ingest.coalesce=0 | '0' is too small: write a whole number from 1 to 2147483647",
        "sinks.waiting=-1 | '-1' is too small: write a whole number from 1 to 2147483647",
        "simulated.readings=-1 | '-1' is too small: write a whole number from 0 to 2147483647",
        "buffer.when-full=wait | 'wait' is not known: write one of block, drop-newest, drop-oldest",
        "log.format=xml | 'xml' is not known: write one of text, json",
        "log.level=loud | 'loud' is not known: write one of error, warn, info, debug",
        "routes.allowed-schemes=exec groovy | 'exec groovy' is no name: write names such as exec,groovy or *",
        "store.keep=0s | '0s' is too short: write 1s or more",
        "store.readings=yes | 'yes' is not known: write one of true, false",
        "web.enabled=yes | 'yes' is not known: write one of true, false",
        "web.sensors=0 | '0' is too small: write a whole number from 1 to 2147483647",
        "web.sources=0 | '0' is too small: write a whole number from 1 to 2147483647",
        "window.length=0s | '0s' is too short: write 1ms or more",
        "window.check=0s | '0s' is too short: write 1ms or more",
        "window.idle=0s | '0s' is too short: write 1ms or more",
        "entry.max-age=0s | '0s' is too short: write 1ms or more",
        "shutdown.timeout=0s | '0s' is too short: write 1ms or more",
        "sinks.retry-delay=0s | '0s' is too short: write 1ms or more",
        "sinks.retry-max-delay=0s | '0s' is too short: write 1ms or more",
        "window.lateness=soon | 'soon' is no duration: write",
        "entry.log-every=-1s | '-1s' is no duration: write",
        "entry.max-ahead=5 | '5' is no duration: write"
      },
      quoteCharacter = '"')
  void badValueIsRefusedWithWhereItIsAndWhatToWrite(String given, String message) {
    String key = given.substring(0, given.indexOf('='));

    assertThatThrownBy(() -> TestSettings.with(given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("the command line: " + key + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "http.key-file, set http.certificate-file as well",
    "http.certificate-file, set http.key-file as well"
  })
  void tlsNeedsBothFiles(String key, String message) {
    assertThatThrownBy(() -> TestSettings.with(key + "=pom.xml"))
        .hasMessageContaining(key + ": " + message);
  }
}
