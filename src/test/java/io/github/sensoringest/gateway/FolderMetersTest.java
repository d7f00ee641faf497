package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FolderMeters;
import io.github.sensoringest.live.LiveFolder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMetersTest {
  private static final String BOILER = "sensors/boiler.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;

  @BeforeEach
  void prepare() throws Exception {
    gateway = new WatchedGateway(temp.resolve("routes")).with(BOILER, sensor("boiler"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void filesAreCountedByStateAndChangesAndRefusalsInAll() throws Exception {
    gateway.start();
    MeterRegistry meters = meters();
    double files = files(meters, "running");
    assertThat(files).isGreaterThan(1);
    assertThat(files(meters, "refused")).isZero();
    assertThat(gauge(meters, "sensor.ingest.files.generation")).isEqualTo(files);
    assertThat(counter(meters, "sensor.ingest.files.changes")).isEqualTo(files);
    assertThat(counter(meters, "sensor.ingest.files.refusals")).isZero();
    assertThat(gauge(meters, "sensor.ingest.files.folder.readable")).isEqualTo(1);

    gateway.with(BOILER, "- rout:");
    gateway.await(BOILER, FileState.REFUSED);
    assertThat(files(meters, "running")).isEqualTo(files - 1);
    assertThat(files(meters, "refused")).isEqualTo(1);
    assertThat(counter(meters, "sensor.ingest.files.refusals")).isEqualTo(1);

    gateway.delete(BOILER);
    gateway.awaitGone(BOILER);
    assertThat(files(meters, "refused")).isZero();
    assertThat(gauge(meters, "sensor.ingest.files.generation")).isEqualTo(files + 1);
    assertThat(counter(meters, "sensor.ingest.files.changes")).isEqualTo(files + 1);
  }

  @Test
  void folderThatIsGoneIsNotReadable() throws Exception {
    gateway.start();
    MeterRegistry meters = meters();

    Files.move(gateway.path(""), temp.resolve("elsewhere"));
    gateway.awaitUntil("gone", () -> gauge(meters, "sensor.ingest.files.folder.readable") == 0);
    assertThat(files(meters, "running")).as("what ran goes on").isGreaterThan(1);

    Files.move(temp.resolve("elsewhere"), gateway.path(""));
    gateway.awaitUntil("back", () -> gauge(meters, "sensor.ingest.files.folder.readable") == 1);
  }

  @Test
  void thereAreAsManyMetersHoweverManyFilesThereAre() throws Exception {
    LiveFolder one = LiveFolder.fixed(gateway.path(""), Path.of("routes"));
    gateway.with("sensors/another.camel.yaml", sensor("another"));
    LiveFolder two = LiveFolder.fixed(gateway.path(""), Path.of("routes"));

    assertThat(ids(one)).isEqualTo(ids(two)).hasSize(FileState.values().length + 4);
  }

  @Test
  void everyMeterHasADescription() {
    LiveFolder folder = LiveFolder.fixed(gateway.path(""), Path.of("routes"));

    assertThat(ids(folder)).allMatch(id -> !id.getDescription().isBlank());
  }

  private MeterRegistry meters() {
    return gateway
        .context()
        .getRegistry()
        .lookupByNameAndType("metricsRegistry", MeterRegistry.class);
  }

  private static List<Meter.Id> ids(LiveFolder folder) {
    MeterRegistry meters = new SimpleMeterRegistry();
    new FolderMeters(folder).bindTo(meters);
    return meters.getMeters().stream().map(Meter::getId).toList();
  }

  private static double files(MeterRegistry meters, String state) {
    return meters.get("sensor.ingest.files").tag("state", state).gauge().value();
  }

  private static double gauge(MeterRegistry meters, String name) {
    return meters.get(name).gauge().value();
  }

  private static double counter(MeterRegistry meters, String name) {
    return meters.get(name).functionCounter().count();
  }
}
