package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.live.FileState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are wrong already when the gateway starts. */
class BadFilesAtStartTest {
  private static final String BAD = "sensors/bad.camel.yaml";

  @TempDir Path temp;

  private WatchedGateway gateway;

  @BeforeEach
  void prepare() throws Exception {
    gateway = new WatchedGateway(temp.resolve("routes"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void wrongSensorFileDoesNotKeepTheGoodOnesFromRunningAndIsTakenUpWhenMended() throws Exception {
    gateway
        .with("sensors/good.camel.yaml", sensor("good"))
        .with(BAD, "- route:\n  id: [\n")
        .start();

    gateway.routes("good");
    assertThat(gateway.file(BAD).state()).isEqualTo(FileState.REFUSED);

    gateway.with(BAD, sensor("mended"));
    gateway.await(BAD, FileState.RUNNING);
    gateway.routes("good", "mended");
  }

  @Test
  void sensorThatDoesNotStartDoesNotKeepTheOthersFromRunning() throws Exception {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gateway.with("sensors/good.camel.yaml", sensor("good"));
      gateway.with(BAD, listener(port.getLocalPort())).start();

      gateway.routes("good");
      assertThat(gateway.file(BAD).state()).isEqualTo(FileState.ROLLED_BACK);
      assertThat(gateway.file(BAD).runs()).isFalse();
      assertThat(gateway.context().getRoute("listener")).isNull();
    }
  }

  @Test
  void wrongPipelineFileIsFatal() throws Exception {
    gateway.with("sensors/good.camel.yaml", sensor("good"));
    gateway.copyPipeline();
    gateway.with("pipeline/entry.camel.yaml", "- rout:");

    assertThatThrownBy(gateway::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("pipeline/entry.camel.yaml:1:3: unknown entry 'rout'");
  }

  @Test
  void wrongSensorFilesAreFatalIfThereIsNoGoodOne() throws Exception {
    gateway.with(BAD, "- rout:");

    assertThatThrownBy(gateway::start)
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(BAD + ":1:3: ");
  }

  @Test
  void sensorsThatDoNotStartAreFatalIfNoneDoes() throws Exception {
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gateway.with(BAD, listener(port.getLocalPort()));

      assertThatThrownBy(gateway::start)
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("the port is in use");
    }
  }

  @Test
  void folderWithoutSensorsIsFatal() {
    assertThatThrownBy(gateway::start)
        .isInstanceOf(RouteFileException.class)
        .hasMessageContaining("no sensor found");
  }

  private static String listener(int port) {
    return """
        - route:
            id: listener
            from:
              uri: netty-http:http://127.0.0.1:%d/readings
              steps:
                - to:
                    uri: direct:readings
        """
        .formatted(port);
  }
}
