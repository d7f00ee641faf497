package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.kamelet;
import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static io.github.sensoringest.gateway.WatchedGateway.sensorOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel's own reload does wrong with files that come, change and go. */
class ReloadDefectsTest {
  private static final String FAMILY = "sensors/family.camel.yaml";
  private static final String GUEST = "sensors/guest.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;
  private Map<String, Route> others;

  @BeforeEach
  void start() throws Exception {
    gateway =
        new WatchedGateway(temp.resolve("routes"))
            .with("kamelets/ticking-source.kamelet.yaml", kamelet("ticking-source", 20))
            .with(FAMILY, sensor("a") + sensor("b") + sensorOf("ticking-source", "c"))
            .start();
    others = others();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void newFileBesideAFileWithSeveralRoutesStartsAndTheOthersGoOn() throws Exception {
    gateway.with(GUEST, sensor("guest"));
    gateway.await(GUEST, FileState.RUNNING);

    gateway.routes("guest");
    assertThat(others()).isEqualTo(others);
  }

  @Test
  void changedFileIsReplacedAndTheOthersGoOn() throws Exception {
    gateway.with(GUEST, sensor("guest"));
    FileStatus old = gateway.await(GUEST, FileState.RUNNING);
    Map<String, Route> guest = gateway.routes("guest");

    gateway.with(GUEST, sensor("guest") + "# changed\n");
    gateway.awaitChange(GUEST, old);

    assertThat(gateway.routes("guest")).isNotEqualTo(guest);
    assertThat(others()).isEqualTo(others);
  }

  @Test
  void fileWithSeveralRoutesCanBeReplacedAgainAndAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      FileStatus old = gateway.file(FAMILY);
      gateway.with(FAMILY, sensor("a") + sensor("b") + "# change " + i + "\n");
      gateway.awaitChange(FAMILY, old);
    }

    assertThat(gateway.routes("a", "b")).doesNotContainValue(others.get("a"));
    assertThat(gateway.context().getRoute("c")).isNull();
  }

  @Test
  void idThatIsRenamedWithinAFileLeavesNoOldRoute() throws Exception {
    FileStatus old = gateway.file(FAMILY);

    gateway.with(FAMILY, sensor("a") + sensor("renamed") + sensorOf("ticking-source", "c"));
    gateway.awaitChange(FAMILY, old);

    assertThat(gateway.routeIds()).contains("a", "renamed", "c").doesNotContain("b");
    assertThat(gateway.context().getRouteController().getRouteStatus("b")).isNull();
    // A timer's thread ends after it has been told to.
    gateway.awaitUntil("the thread of b ends", () -> timerThreads("b") == 0);
    assertThat(timerThreads("renamed")).isOne();
  }

  @Test
  void removedFileLeavesNoRouteEndpointOrTimerThread() throws Exception {
    Set<String> routes = gateway.routeIds();
    Set<String> endpoints = gateway.endpoints();
    gateway.with(GUEST, sensor("guest") + sensorOf("ticking-source", "visitor"));
    gateway.await(GUEST, FileState.RUNNING);
    assertThat(gateway.routeIds()).hasSize(routes.size() + 3);
    assertThat(timerThreads("guest")).isOne();
    assertThat(timerThreads("visitor")).isOne();

    gateway.delete(GUEST);
    gateway.awaitGone(GUEST);

    assertThat(gateway.routeIds()).isEqualTo(routes);
    assertThat(gateway.endpoints()).isEqualTo(endpoints);
    gateway.awaitUntil(
        "their threads end", () -> timerThreads("guest") + timerThreads("visitor") == 0);
    assertThat(others()).isEqualTo(others);
  }

  @Test
  void fileThatComesBackStartsAgain() throws Exception {
    gateway.with(GUEST, sensor("guest"));
    gateway.await(GUEST, FileState.RUNNING);
    gateway.delete(GUEST);
    gateway.awaitGone(GUEST);

    gateway.with(GUEST, sensor("guest"));
    gateway.await(GUEST, FileState.RUNNING);

    gateway.routes("guest");
  }

  @Test
  void renamedFileChangesNothingThatRuns() throws Exception {
    Files.move(gateway.path(FAMILY), gateway.path("sensors/clan.camel.yaml"));
    gateway.await("sensors/clan.camel.yaml", FileState.RUNNING);

    assertThat(gateway.file(FAMILY)).isNull();
    assertThat(others()).isEqualTo(others);
  }

  private Map<String, Route> others() {
    return gateway.routes("a", "b", "c", "entry", "ingest", "close-windows", "sink-test");
  }

  private static long timerThreads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("timer://" + name))
        .count();
  }
}
