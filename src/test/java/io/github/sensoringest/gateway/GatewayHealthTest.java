package io.github.sensoringest.gateway;

import static io.github.sensoringest.gateway.WatchedGateway.sensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.live.FileState;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel answers when it is asked whether the gateway is ready. */
class GatewayHealthTest {
  private static final String BOILER = "sensors/boiler.camel.yaml";

  @TempDir Path temp;

  @Test
  void routesFolderIsAmongWhatCamelAsksAndTellsOfARefusedFile() throws Exception {
    try (WatchedGateway gateway = new WatchedGateway(temp.resolve("routes"))) {
      gateway.with(BOILER, sensor("boiler")).start();
      assertThat(routesFolder(gateway).getState()).isEqualTo(State.UP);
      assertThat(routesFolder(gateway).getCheck().getGroup()).isEqualTo("sensor-ingest");

      gateway.with(BOILER, "- rout:");
      String message = gateway.await(BOILER, FileState.REFUSED).messages().get(0);

      assertThat(routesFolder(gateway).getState()).isEqualTo(State.UP);
      assertThat(routesFolder(gateway).getDetails())
          .containsEntry("file." + gateway.path(BOILER), "refused; " + message)
          .containsEntry("generation", gateway.live().status().generation());
      // The replay of dead letters is ready when it has looked for the first time.
      await().until(() -> HealthCheckHelper.isResultsUp(ready(gateway), true));
    }
  }

  private static Result routesFolder(WatchedGateway gateway) {
    List<Result> results =
        ready(gateway).stream()
            .filter(result -> result.getCheck().getId().equals("routes-folder"))
            .toList();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static Collection<Result> ready(WatchedGateway gateway) {
    return HealthCheckHelper.invokeReadiness(gateway.context(), "full");
  }
}
