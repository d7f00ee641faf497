package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All actions in sensors' routes of the whole gateway. */
class QualityActionsTest {
  private static final String ACTIONS =
      """
            - to:
                uri: kamelet:silence-action
                parameters:
                  silentAfter: 1h
            - to:
                uri: kamelet:deduplicate-action
                parameters:
                  horizon: 10m
            - to:
                uri: kamelet:quality-action
                parameters:
                  unit: celsius
                  min: -40
                  max: 125
                  maxStep: 60
                  onRange: reject
                  onStep: alarm
            - to:
                uri: kamelet:deadband-action
                parameters:
                  absolute: 1
                  heartbeat: 1h
            - to:
                uri: direct:readings
      """;

  private static final String DEVICES =
      route("boiler", "direct:boiler")
          + route("kiln", "direct:kiln")
          + route("silent", "timer:silent")
              .replace("from:", "from:\n      parameters:\n        delay: 1h");

  private static final String SIMULATED =
      """
      - route:
          id: simulated
          from:
            uri: kamelet:simulated-sensor-source
            parameters:
              sensorId: S
              period: 1ms
              readings: 50
              signal: constant
              value: 20
            steps:
      """
          + ACTIONS;

  @TempDir Path folder;

  private static String route(String id, String uri) {
    return """
        - route:
            id: %s
            from:
              uri: %s
              steps:
        """
            .formatted(id, uri)
        + ACTIONS;
  }

  @Test
  void ledgerBalancesWithAllActionsInTwoRoutesThatShareThem() throws Exception {
    TestGateway gateway = new TestGateway(folder, DEVICES, new String[0]);
    ProducerTemplate template = gateway.gateway().start().createProducerTemplate();
    Instant now = Instant.now();
    List<Object> readings = new ArrayList<>();
    readings.add(reading(now, 0, 20, "celsius"));
    readings.add(reading(now, 0, 20, "celsius"));
    readings.add(reading(now, 1, 20.5, "celsius"));
    readings.add(reading(now, 2, 104, "fahrenheit"));
    readings.add(reading(now, 3, 999, "celsius"));
    readings.add(reading(now, 4, 120, "celsius"));
    readings.add(reading(now, 5, Double.NaN, "celsius"));
    readings.add("text");
    try (LogLines log = new LogLines("windows")) {
      template.sendBody("direct:boiler", readings);
      for (Object reading : readings) {
        template.sendBody("direct:kiln", reading);
      }
      await().until(() -> log.all().size() == 2);
      assertThat(log.all())
          .anyMatch(line -> line.startsWith("ALARM raised S (boiler) step at "))
          .anyMatch(line -> line.startsWith("ALARM raised S (kiln) step at "));
    }
    gateway.gateway().stop();

    assertThat(gateway.gateway().ledger().balances())
        .filteredOn(balance -> !balance.source().equals("silent"))
        .hasSize(2)
        .allSatisfy(
            balance -> {
              assertThat(balance.received()).isEqualTo(8);
              assertThat(balance.windowed()).isEqualTo(3);
              assertThat(balance.suppressed())
                  .isEqualTo(Map.of(SuppressReason.DUPLICATE, 1L, SuppressReason.DEADBAND, 1L));
              assertThat(balance.rejected())
                  .isEqualTo(
                      Map.of(
                          RejectReason.ABOVE_MAX, 1L,
                          RejectReason.NOT_FINITE, 1L,
                          RejectReason.MALFORMED, 1L));
              assertThat(balance.balances()).isTrue();
            })
        .extracting(Balance::source)
        .containsExactly("boiler", "kiln");
    assertThat(gateway.taken())
        .filteredOn(row -> row.source().equals("boiler"))
        .extracting(WindowSummary::flagged)
        .contains(1L);
    assertThat(gateway.printed()).contains("suppressed").contains("The ledger balances");
  }

  @Test
  void readingsOfASourceThatIsAKameletAreCountedForTheRouteOfTheFile() throws Exception {
    TestGateway gateway = new TestGateway(folder, SIMULATED, new String[0]);
    gateway.gateway().run(java.util.Optional.empty());

    assertThat(gateway.gateway().ledger().balances())
        .singleElement()
        .satisfies(
            balance -> {
              assertThat(balance.source()).isEqualTo("simulated");
              assertThat(balance.received()).isEqualTo(50);
              assertThat(balance.windowed()).isEqualTo(1);
              assertThat(balance.suppressedInAll()).isEqualTo(49);
            });
    assertThat(gateway.printed()).startsWith("Ingested 1 reading in ");
  }

  @Test
  void sensorThatIsExpectedBehindAKameletIsMissedOfTheRouteOfTheFile() throws Exception {
    String expecting =
        SIMULATED
            .replace("readings: 50", "readings: 0")
            .replace("silentAfter: 1h", "silentAfter: 100ms\n            expect: NEVER");
    TestGateway gateway = new TestGateway(folder, expecting, new String[0]);
    try (LogLines log = new LogLines("windows")) {
      gateway.gateway().start();
      await().until(() -> log.all().stream().anyMatch(line -> line.contains("NEVER")));
      gateway.gateway().stop();

      assertThat(log.all()).anyMatch(line -> line.startsWith("ALARM raised NEVER (simulated) "));
    }
  }

  private static SensorReading reading(Instant now, int millis, double value, String unit) {
    return SensorReading.of("S", now.plusMillis(millis), value, unit);
  }
}
