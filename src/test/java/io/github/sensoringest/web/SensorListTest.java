package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sensoringest.WindowSummaries;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of sensors as the API gives it. */
class SensorListTest {
  private PageServer server;

  @BeforeEach
  void serveThreeSensors(@TempDir Path data) throws Exception {
    server = new PageServer("data.folder=" + data);
    server.windows(WindowSummaries.of("oven", "Boiler_Temp", Instant.EPOCH, 30, 31));
    server.clock.advance(Duration.ofSeconds(5));
    server.windows(WindowSummaries.of("hall", "AIR", Instant.EPOCH, 20));
    server.clock.advance(Duration.ofSeconds(5));
    server.windows(WindowSummaries.of("attic", "ROOF", Instant.EPOCH, 10, 11, 12));
    server.ledger.account("hall").blocked(2_000_000_000L);
    server.ledger.account("oven").blocked(1_000_000_000L);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sort=sensor, AIR Boiler_Temp ROOF",
    "sort=sensor&order=desc, ROOF Boiler_Temp AIR",
    "sort=source, ROOF AIR Boiler_Temp",
    "sort=value, ROOF AIR Boiler_Temp",
    "sort=value&order=desc, Boiler_Temp AIR ROOF",
    "sort=rate, AIR Boiler_Temp ROOF",
    "sort=age, ROOF AIR Boiler_Temp",
    "sort=blocked, AIR Boiler_Temp ROOF",
    "sort=state, AIR Boiler_Temp ROOF",
    "search=boiler, Boiler_Temp",
    "search=HALL, AIR",
    "search=celsius, AIR Boiler_Temp ROOF",
    "search=%20air%20, AIR",
    "search=nothing, ''",
    "sort=sensor&limit=2, AIR Boiler_Temp"
  })
  void findsAndSorts(String query, String sensors) throws Exception {
    JsonNode list = server.json("/api/v1/sensors?" + query);

    assertThat(
            String.join(
                " ",
                StreamSupport.stream(list.path("sensors").spliterator(), false)
                    .map(sensor -> sensor.path("sensorId").asText())
                    .toList()))
        .isEqualTo(sensors);
  }

  @Test
  void saysHowManyThereAreBesidesThoseShown() throws Exception {
    JsonNode list = server.json("/api/v1/sensors?search=o&limit=1");

    assertThat(list.path("total").asInt()).isEqualTo(3);
    assertThat(list.path("matching").asInt()).isEqualTo(2);
    assertThat(list.path("sensors")).hasSize(1);
  }

  @Test
  void showsTheLastValueWithUnitAgeAndMeans() throws Exception {
    server.windows(WindowSummaries.of("oven", "Boiler_Temp", Instant.ofEpochSecond(10), 40, 42));

    JsonNode sensor = server.json("/api/v1/sensor?source=oven&sensor=Boiler_Temp");

    assertThat(sensor.path("value").asDouble()).isEqualTo(42);
    assertThat(sensor.path("unit").asText()).isEqualTo("celsius");
    assertThat(sensor.path("age").asDouble()).isZero();
    assertThat(sensor.path("state").asText()).isEqualTo("ok");
    assertThat(sensor.path("means").toString()).isEqualTo("[30.5,41.0]");
    assertThat(sensor.path("blockedSeconds").asDouble()).isEqualTo(1);
  }
}
