package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
  private PageServer server;

  @BeforeEach
  void serve(@TempDir Path data) throws Exception {
    server = new PageServer("data.folder=" + data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void livesFromTheFirstMomentOn() throws Exception {
    HttpResponse<String> live = server.get("/observe/health/live");

    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).startsWith("{\"status\":\"UP\"");
  }

  @Test
  void isNotReadyWhileItStarts() throws Exception {
    assertThat(server.get("/observe/health/ready").statusCode()).isEqualTo(503);
    assertThat(gateway().path("status").asText()).isEqualTo("DOWN");
    assertThat(gateway().path("message").asText()).isEqualTo("the gateway is starting");
  }

  @Test
  void isReadyWhenItRuns() throws Exception {
    server.web.running();

    assertThat(server.get("/observe/health/ready").statusCode()).isEqualTo(200);
    assertThat(gateway().path("status").asText()).isEqualTo("UP");
    assertThat(gateway().path("data").path("phase").asText()).isEqualTo("running");
  }

  @Test
  void isNotReadyWhileItDrainsButLives() throws Exception {
    server.web.running();
    server.web.draining();

    assertThat(server.get("/observe/health/ready").statusCode()).isEqualTo(503);
    assertThat(gateway().path("message").asText()).isEqualTo("the gateway is draining");
    assertThat(server.get("/observe/health/live").statusCode()).isEqualTo(200);
  }

  private JsonNode gateway() throws Exception {
    JsonNode health = new ObjectMapper().readTree(server.get("/observe/health/ready").body());
    for (JsonNode check : health.path("checks")) {
      if (check.path("name").asText().equals("gateway")) {
        return check;
      }
    }
    throw new AssertionError("there is no check of the gateway in " + health);
  }
}
