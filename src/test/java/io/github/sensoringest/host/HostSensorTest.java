package io.github.sensoringest.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SensorReading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class HostSensorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
  private static final HostPart MEMORY = readings -> readings.add("MEMORY_USED", 42, "percent");

  private final Map<String, HostPart> parts = new LinkedHashMap<>();
  private final HostSensor sensor = new HostSensor(parts, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void readingsAreDatedByTheClockAndNamedByThePrefix() {
    parts.put("memory", MEMORY);
    sensor.setSensorId("PLANT");

    SensorReading reading = tick(sensor).get(0);

    assertThat(reading.sensorId()).isEqualTo("PLANT_MEMORY_USED");
    assertThat(reading.timestamp()).isEqualTo(NOW);
    assertThat(reading.value()).isEqualTo(42);
    assertThat(reading.unit()).isEqualTo("percent");
  }

  @Test
  void partThatFailsDoesNotStopTheOthers() {
    parts.put(
        "disks",
        readings -> {
          throw new IllegalStateException("no disks");
        });
    parts.put(
        "processor load",
        readings -> {
          throw new UnsatisfiedLinkError("no native library");
        });
    parts.put("memory", MEMORY);

    assertThat(tick(sensor)).hasSize(1);
    assertThat(tick(sensor)).hasSize(1);
  }

  @Test
  void machineWithNothingToReadPassesNothingOn() {
    Exchange exchange = exchange();

    sensor.process(exchange);

    assertThat(exchange.isRouteStop()).isTrue();
  }

  @Test
  void thisMachineHasMemoryAtOnceAndRatesFromTheSecondTickOn() {
    HostSensor real = new HostSensor();

    List<SensorReading> first = tick(real);
    List<SensorReading> second = tick(real);

    assertThat(first)
        .extracting(SensorReading::sensorId)
        .contains("HOST_MEMORY_USED", "HOST_MEMORY_USED_BYTES")
        .doesNotContain("HOST_CPU_LOAD", "HOST_NET_RECEIVED");
    assertThat(second)
        .extracting(SensorReading::sensorId)
        .contains("HOST_CPU_LOAD", "HOST_MEMORY_USED", "HOST_NET_RECEIVED", "HOST_NET_SENT")
        .doesNotHaveDuplicates();
    assertThat(second)
        .allSatisfy(
            reading -> {
              assertThat(reading.sensorId()).matches("HOST(_[A-Z0-9]+)+");
              assertThat(reading.value()).isFinite().isNotNegative();
              if (reading.unit().equals("percent")) {
                assertThat(reading.value()).isLessThanOrEqualTo(100);
              }
            });
  }

  @Test
  void wrongPeriodIsRefusedWithWhatToWrite() {
    sensor.setPeriod("often");

    assertThatThrownBy(sensor::start)
        .hasMessage(
            "host sensor HOST: period: 'often' is no duration: write a whole number and ms, s, m,"
                + " h or d, such as 10s");
  }

  @Test
  void periodOfNothingIsRefused() {
    sensor.setPeriod("0s");

    assertThatThrownBy(sensor::start)
        .hasMessage("host sensor HOST: period is '0s': write a time above 0");
  }

  @Test
  void blankIdIsRefused() {
    sensor.setSensorId("");

    assertThatThrownBy(sensor::start)
        .hasMessage(
            "a host sensor has no sensorId: write what its ids are to begin with, such as HOST");
  }

  private static List<SensorReading> tick(HostSensor sensor) {
    Exchange exchange = exchange();
    sensor.process(exchange);
    return ((List<?>) exchange.getMessage().getBody())
        .stream().map(SensorReading.class::cast).toList();
  }

  private static Exchange exchange() {
    return new DefaultExchange(new DefaultCamelContext());
  }
}
