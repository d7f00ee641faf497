package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.live.FileState;
import io.github.sensoringest.live.FileStatus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that does not load, or that loads and does not start, takes nothing away. */
class FailedReloadTest {
  private static final String BOILER = "sensors/boiler.camel.yaml";
  private static final String OTHER = "sensors/other.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;
  private ServerSocket port;

  @BeforeEach
  void prepare() throws Exception {
    gateway = new WatchedGateway(temp.resolve("routes")).with(BOILER, sensor("boiler"));
    port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    port.close();
  }

  @Test
  void firstReloadThatFailsLeavesEverythingRunning() throws Exception {
    gateway.with(OTHER, sensor("other")).start();
    Map<String, Route> all = gateway.routes("boiler", "other", "entry", "ingest");

    gateway.with(BOILER, "- route:\n    id: [\n");
    gateway.await(BOILER, FileState.REFUSED);

    assertThat(gateway.routes("boiler", "other", "entry", "ingest")).isEqualTo(all);
  }

  @Test
  void onlySensorWhoseFileIsWrongRunsOn() throws Exception {
    gateway.start();
    Map<String, Route> boiler = gateway.routes("boiler");

    gateway.with(BOILER, sensor("boiler").replace("period: 20", "period: abc"));
    gateway.await(BOILER, FileState.REFUSED);

    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  @Test
  void onlySensorThatDoesNotStartIsRolledBack() throws Exception {
    gateway.start();
    FileStatus old = gateway.file(BOILER);

    gateway.with(BOILER, onTheTakenPort("boiler"));
    FileStatus now = gateway.await(BOILER, FileState.ROLLED_BACK);

    assertThat(now.version()).isEqualTo(old.version());
    assertThat(now.routes()).containsExactly("boiler");
    assertThat(now.messages().toString()).contains("route 'boiler': the port is in use");
    gateway.routes("boiler");
  }

  @Test
  void versionThatDoesNotStartIsRolledBackWithoutATraceAndTheOthersGoOn() throws Exception {
    gateway.with(OTHER, sensor("other")).start();
    Map<String, Route> others = gateway.routes("other", "entry", "ingest");
    Set<String> routes = gateway.routeIds();
    Set<String> endpoints = gateway.endpoints();

    gateway.with(BOILER, sensor("second") + onTheTakenPort("boiler"));
    gateway.await(BOILER, FileState.ROLLED_BACK);

    assertThat(gateway.routeIds()).isEqualTo(routes);
    assertThat(gateway.endpoints()).isEqualTo(endpoints);
    assertThat(gateway.routes("other", "entry", "ingest")).isEqualTo(others);
    assertThat(gateway.routes("boiler").get("boiler").getEndpoint().getEndpointUri())
        .startsWith("timer:");
  }

  @Test
  void newFileThatDoesNotStartLeavesNoTrace() throws Exception {
    gateway.start();
    Map<String, Route> boiler = gateway.routes("boiler");
    Set<String> routes = gateway.routeIds();
    Set<String> endpoints = gateway.endpoints();

    gateway.with(OTHER, sensor("second") + onTheTakenPort("other"));
    FileStatus now = gateway.await(OTHER, FileState.ROLLED_BACK);

    assertThat(now.runs()).isFalse();
    assertThat(now.wantedVersion()).isPresent();
    assertThat(gateway.routeIds()).isEqualTo(routes);
    assertThat(gateway.endpoints()).isEqualTo(endpoints);
    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  @Test
  void fileThatWasRefusedIsTakenUpWhenItIsMended() throws Exception {
    gateway.start();
    gateway.with(BOILER, "- rout:");
    gateway.await(BOILER, FileState.REFUSED);

    gateway.with(BOILER, sensor("mended"));
    gateway.await(BOILER, FileState.RUNNING);

    gateway.routes("mended");
    assertThat(gateway.context().getRoute("boiler")).isNull();
  }

  @Test
  void fileThatWasRolledBackIsTakenUpWhenItIsMended() throws Exception {
    gateway.start();
    gateway.with(BOILER, onTheTakenPort("boiler"));
    gateway.await(BOILER, FileState.ROLLED_BACK);

    gateway.with(BOILER, sensor("mended"));
    gateway.await(BOILER, FileState.RUNNING);

    gateway.routes("mended");
    assertThat(gateway.context().getRoute("boiler")).isNull();
  }

  @Test
  void fileThatWasRolledBackAndGoesBackToWhatRunsIsWell() throws Exception {
    gateway.start();
    gateway.with(BOILER, onTheTakenPort("boiler"));
    gateway.await(BOILER, FileState.ROLLED_BACK);
    Map<String, Route> boiler = gateway.routes("boiler");

    gateway.with(BOILER, sensor("boiler"));
    FileStatus now = gateway.await(BOILER, FileState.RUNNING);

    assertThat(now.isWell()).isTrue();
    assertThat(now.wantedVersion()).isEmpty();
    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  @Test
  void fileThatWasRolledBackStaysSoWhenOthersChange() throws Exception {
    gateway.with(OTHER, sensor("other")).start();
    gateway.with(BOILER, onTheTakenPort("boiler"));
    gateway.await(BOILER, FileState.ROLLED_BACK);
    Map<String, Route> boiler = gateway.routes("boiler");
    FileStatus old = gateway.file(OTHER);

    gateway.with(OTHER, sensor("another"));
    gateway.awaitChange(OTHER, old);

    assertThat(gateway.file(BOILER).state()).isEqualTo(FileState.ROLLED_BACK);
    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  @Test
  void newFileThatDidNotStartIsTakenUpWithItsIdWhenItIsMended() throws Exception {
    gateway.start();
    gateway.with(OTHER, onTheTakenPort("other"));
    gateway.await(OTHER, FileState.ROLLED_BACK);

    gateway.with(OTHER, sensor("other"));
    gateway.await(OTHER, FileState.RUNNING);

    gateway.routes("other");
  }

  @Test
  void fileThatClaimsTheIdOfAnotherIsRefusedAndNamesIt() throws Exception {
    gateway.start();
    Map<String, Route> boiler = gateway.routes("boiler");

    gateway.with(OTHER, sensor("boiler"));
    FileStatus now = gateway.await(OTHER, FileState.REFUSED);

    assertThat(now.messages().get(0)).contains("the id 'boiler' is taken by").contains(BOILER);
    assertThat(gateway.routes("boiler")).isEqualTo(boiler);
  }

  private String onTheTakenPort(String id) {
    return """
        - route:
            id: %s
            from:
              uri: netty-http:http://127.0.0.1:%d/readings
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(id, port.getLocalPort());
  }
}
