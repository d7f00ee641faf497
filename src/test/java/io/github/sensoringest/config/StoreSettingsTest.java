package io.github.sensoringest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
  private static final String HIDDEN = "hunter2";

  @Test
  void passwordComesFromTheEnvironmentAndNoTextShowsIt() {
    Configuration configuration =
        Configuration.load(
            List.of(),
            Map.of(
                "SENSOR_INGEST_STORE_PASSWORD",
                HIDDEN,
                "SENSOR_INGEST_STORE_URL",
                "jdbc:postgresql://db/plant"),
            Map.of());
    Settings settings = Settings.of(configuration);

    assertThat(settings.store().password().reveal()).isEqualTo(HIDDEN);
    assertThat(settings.toString()).doesNotContain(HIDDEN);
    assertThat(configuration.value(Setting.STORE_PASSWORD).toString()).doesNotContain(HIDDEN);
  }

  @Test
  void noPlaceholderOfARouteStandsForWhatMayHoldAPassword() {
    Map<String, String> all =
        Configuration.load(List.of(), Map.of("SENSOR_INGEST_STORE_PASSWORD", HIDDEN), Map.of())
            .all();

    assertThat(all).containsKey("store.user").doesNotContainKeys("store.password", "store.url");
    assertThat(all.values()).doesNotContain(HIDDEN);
  }

  @Test
  void passwordOfAFileIsReadAnewEachTime(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), HIDDEN + "\n");
    Secret password = TestSettings.with("store.password-file=" + file).store().password();

    assertThat(password.reveal()).isEqualTo(HIDDEN);
    Files.writeString(file, "renewed");
    assertThat(password.reveal()).isEqualTo("renewed");
    assertThat(password).hasToString("*** in " + file);
  }

  @Test
  void passwordIsRefusedOnTheCommandLineWithoutRepeatingIt() {
    assertThatThrownBy(() -> TestSettings.with("store.password=" + HIDDEN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("set SENSOR_INGEST_STORE_PASSWORD in the environment")
        .hasMessageNotContaining(HIDDEN);
  }

  @Test
  void passwordAndFileTogetherAreRefused() {
    Configuration both =
        Configuration.load(
            List.of(),
            Map.of("SENSOR_INGEST_STORE_PASSWORD", HIDDEN),
            Map.of("store.password-file", "file"));

    assertThatThrownBy(() -> Settings.of(both))
        .hasMessage(
            "the command line: store.password-file: store.password is set as well: set one"
                + " of the two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/plant?user=a&password=hunter2",
        "jdbc:postgresql://db/plant?PASSWORD=hunter2",
        "jdbc:postgresql://db/plant?sslpassword=hunter2",
        "jdbc:postgresql://me:hunter2@db/plant",
        "jdbc:mysql://db/plant?password=hunter2",
        "postgres://me:hunter2@db/plant",
        "jdbc:postgresql://db:hunter2/plant"
      })
  void urlThatCannotBeUsedIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> TestSettings.with("store.url=" + url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("the command line: store.url: it ")
        .hasMessageNotContaining(HIDDEN);
  }
}
