package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.WindowSummaries;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets. */
class MetricsTest {
  @TempDir private Path data;

  @Test
  void sourceHasItsCounters() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.ledger.account("plant").received(7, 0);

      assertThat(server.get("/observe/metrics").body())
          .contains(
              "# TYPE sensor_ingest_readings_received_total counter",
              "sensor_ingest_readings_received_total{source=\"plant\"} 7.0",
              "sensor_ingest_buffer_capacity",
              "jvm_memory_used_bytes");
    }
  }

  @Test
  void sourcesBeyondTheLimitAreCountedTogether() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data, "web.sources=5")) {
      for (int i = 0; i < 100; i++) {
        server.ledger.account("plant-" + i).received(1, 0);
      }

      List<String> received = samples(server, "sensor_ingest_readings_received_total{");

      assertThat(received).hasSize(6);
      assertThat(received)
          .contains("sensor_ingest_readings_received_total{source=\"(others)\"} 95.0");
    }
  }

  @Test
  void partThatForgetsTheLimitCannotFillTheRegistryUp() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data, "web.sources=5")) {
      MeterRegistry meters = server.web.meters();
      for (int i = 0; i < 100; i++) {
        meters.counter("sensor.ingest.forgetful", "source", "plant-" + i).increment();
      }

      assertThat(samples(server, "sensor_ingest_forgetful_total{")).hasSizeBetween(1, 6);
    }
  }

  @Test
  void noSensorHasMetersOfItsOwn() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.windows(WindowSummaries.of("plant", "BOILER_7", Instant.EPOCH, 1));

      assertThat(server.get("/observe/metrics").body()).doesNotContain("BOILER_7");
    }
  }

  @Test
  void soManySensorsHaveMetersAsAskedForAndTheyAreThoseThatHadThem() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data, "web.sensor-metrics=2")) {
      server.ledger.account("plant").received(9, 0);
      for (int i = 0; i < 2; i++) {
        server.windows(WindowSummaries.of("plant", "S" + i, Instant.EPOCH, 7));
      }
      assertThat(samples(server, "sensor_ingest_sensor_value{")).hasSize(2);
      for (int i = 2; i < 9; i++) {
        server.windows(WindowSummaries.of("plant", "S" + i, Instant.EPOCH, 7));
      }

      assertThat(samples(server, "sensor_ingest_sensor_value{"))
          .containsExactlyInAnyOrder(
              "sensor_ingest_sensor_value{sensor=\"S0\",source=\"plant\",unit=\"celsius\"} 7.0",
              "sensor_ingest_sensor_value{sensor=\"S1\",source=\"plant\",unit=\"celsius\"} 7.0");
      assertThat(samples(server, "sensor_ingest_sensor_measured_timestamp_seconds{")).hasSize(2);
      assertThat(samples(server, "sensor_ingest_sensors_known"))
          .containsExactly("sensor_ingest_sensors_known 9.0");
    }
  }

  @Test
  void readingsUnderWayAreNotMissing() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.ledger.account("plant").received(7, 0);

      assertThat(samples(server, "sensor_ingest_readings_missing"))
          .containsExactly("sensor_ingest_readings_missing 0.0");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  samples(server, "sensor_ingest_readings_missing")
                      .equals(List.of("sensor_ingest_readings_missing 7.0")));
    }
  }

  @Test
  void nameFromOutsideForgesNoSample() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.ledger.account("a\"} 1\nforged_total{x=\"").received(1, 0);

      assertThat(samples(server, "forged_total")).isEmpty();
      assertThat(samples(server, "sensor_ingest_readings_received_total{")).hasSize(1);
    }
  }

  private static List<String> samples(PageServer server, String start) throws Exception {
    return server
        .get("/observe/metrics")
        .body()
        .lines()
        .filter(it -> it.startsWith(start))
        .toList();
  }
}
