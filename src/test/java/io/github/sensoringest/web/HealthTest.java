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
  void answersHeadWithTheStatusAlone() throws Exception {
    HttpResponse<String> ready = server.head("/observe/health/ready");

    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEmpty();
    server.web.running();
    assertThat(server.head("/observe/health/ready").statusCode()).isEqualTo(200);
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

  @Test
  void namesWhoIsSilentAndWhoElseHasAnAlarm() throws Exception {
    server.web.running();
    server.alarms.watcher().raise("plant", "BOILER_7", "silence", Double.NaN, "has sent nothing");
    server.alarms.watcher().raise("plant", "OVEN", "above-max", 300, "300 is above the max");

    assertThat(gateway().path("message").asText())
        .isEqualTo("nothing comes from BOILER_7 of plant");
    assertThat(gateway().path("data").path("silent").asText()).isEqualTo("BOILER_7 of plant");
    assertThat(gateway().path("data").path("raised").asText())
        .isEqualTo("OVEN of plant (above-max)");
    assertThat(server.get("/observe/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void namesNoMoreThanOneCanRead() throws Exception {
    server.web.running();
    for (int i = 0; i < 1_000; i++) {
      server.alarms.watcher().raise("plant", "S" + i, "silence", Double.NaN, "has sent nothing");
    }

    assertThat(gateway().path("data").path("silent").asText())
        .startsWith("S0 of plant, S1 of plant, ")
        .endsWith(" and 980 more");
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
