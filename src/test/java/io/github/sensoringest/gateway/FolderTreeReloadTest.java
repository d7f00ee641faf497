package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders come and go, and what is in them is watched; files of the pipeline may be needed. */
class FolderTreeReloadTest {
  private static final String DEEP = "sensors/hall/one/deep.camel.yaml";
  private static final String ENTRY = "pipeline/entry.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        new WatchedGateway(temp.resolve("routes"))
            .with("sensors/boiler.camel.yaml", sensor("boiler"));
    gateway.copyPipeline();
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void newFolderIsWatched() throws Exception {
    gateway.with(DEEP, sensor("deep"));
    FileStatus old = gateway.await(DEEP, FileState.RUNNING);
    gateway.routes("deep");

    gateway.with(DEEP, sensor("deeper"));
    gateway.awaitChange(DEEP, old);

    gateway.routes("deeper");
  }

  @Test
  void folderThatIsRemovedAndMadeAgainIsWatched() throws Exception {
    Map<String, Route> boiler = gateway.routes("boiler");
    for (int i = 0; i < 2; i++) {
      gateway.with(DEEP, sensor("deep"));
      gateway.await(DEEP, FileState.RUNNING);
      gateway.routes("deep");

      gateway.delete(DEEP);
      gateway.delete("sensors/hall/one");
      gateway.delete("sensors/hall");
      gateway.awaitGone(DEEP);
      assertThat(gateway.context().getRoute("deep")).isNull();
    }
    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  @Test
  void entryThatSensorsNeedIsHeldWhenItsFileIsGone() throws Exception {
    String text = Files.readString(gateway.path(ENTRY));
    Map<String, Route> routes = gateway.routes("entry", "boiler", "ingest");

    gateway.delete(ENTRY);
    FileStatus held = gateway.await(ENTRY, FileState.HELD);

    assertThat(held.runs()).isTrue();
    assertThat(held.wantedVersion()).isEmpty();
    assertThat(held.messages().toString()).contains("no route takes from 'direct:readings'");
    assertThat(gateway.routes("entry", "boiler", "ingest")).isEqualTo(routes);

    gateway.with(ENTRY, text);
    gateway.await(ENTRY, FileState.RUNNING);
    assertThat(gateway.routes("entry", "boiler", "ingest")).isEqualTo(routes);
  }

  @Test
  void wrongPipelineFileIsRefusedAndTheOneBeforeGoesOn() throws Exception {
    Map<String, Route> routes = gateway.routes("entry", "boiler", "ingest");

    gateway.with(ENTRY, "- rout:");
    gateway.await(ENTRY, FileState.REFUSED);

    assertThat(gateway.routes("entry", "boiler", "ingest")).isEqualTo(routes);
  }
}
