package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowMetersTest {
  private final ManualClock clock = ManualClock.atMillis(100_000);
  private final Windows windows =
      new Windows(
          TestSettings.with("window.length=10s", "window.lateness=2s").window(),
          new Ledger(),
          clock);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final WindowMeters meters = new WindowMeters(windows, 2, clock);

  private void send(String source, long atMillis) {
    long at = EpochNanos.ofMillis(atMillis);
    SensorReading[] readings = {new SensorReading(source, at, 1, "")};
    windows.split(List.of(new ReadingBatch(source, readings, at, at)));
  }

  @Test
  void openWindowsAreThoseOfAllSources() {
    meters.bindTo(registry);
    send("a", 99_000);
    send("b", 99_000);
    send("b", 101_000);

    assertThat(registry.get("sensor.ingest.windows.open").gauge().value()).isEqualTo(3);
  }

  @Test
  void lagIsToldOfTheSourcesThatLagMost() {
    send("fresh", 100_000);
    send("stale", 40_000);
    send("staler", 10_000);
    meters.bindTo(registry);

    assertThat(registry.find("sensor.ingest.watermark.lag").gauges()).hasSize(2);
    assertThat(lag("staler")).isEqualTo(92);
    assertThat(lag("stale")).isEqualTo(62);

    send("staler", 100_000);
    meters.refresh();

    assertThat(lag("stale")).isEqualTo(62);
    assertThat(registry.find("sensor.ingest.watermark.lag").gauges())
        .extracting(gauge -> gauge.value())
        .containsExactlyInAnyOrder(62.0, 2.0);
  }

  private double lag(String source) {
    return registry.get("sensor.ingest.watermark.lag").tag("source", source).gauge().value();
  }
}
