package io.github.sensoringest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class LedgerMetersTest {
  private final Ledger ledger = new Ledger();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LedgerMeters meters = new LedgerMeters(ledger, 3, source -> !source.equals("gone"));

  private double counter(String name, String... tags) {
    return registry.get("sensor.ingest." + name).tags(tags).functionCounter().count();
  }

  @Test
  void sourceThatComesLaterHasMetersAfterTheNextRefresh() {
    meters.bindTo(registry);
    Account oven = ledger.account("oven");
    oven.received(10, 1_000);
    oven.windowed(6);
    oven.late(1);
    oven.dropped(2);
    oven.blocked(1_500_000_000);

    meters.refresh();

    assertThat(counter("readings.received", "source", "oven")).isEqualTo(10);
    assertThat(counter("readings.windowed", "source", "oven")).isEqualTo(6);
    assertThat(counter("readings.late", "source", "oven")).isEqualTo(1);
    assertThat(counter("readings.dropped", "source", "oven")).isEqualTo(2);
    assertThat(counter("blocked", "source", "oven")).isEqualTo(1.5);
    assertThat(lastReceived("oven")).isEqualTo(1.0);
  }

  @Test
  void sourceThatIsGoneOrHasSentNothingIsNotSilent() {
    ledger.account("gone").received(1, 1_000);
    ledger.account("new");

    meters.bindTo(registry);

    assertThat(lastReceived("gone")).isNaN();
    assertThat(lastReceived("new")).isNaN();
  }

  private double lastReceived(String source) {
    return registry
        .get("sensor.ingest.last.received.timestamp")
        .tag("source", source)
        .timeGauge()
        .value();
  }

  @Test
  void reasonHasAMeterOnceSomethingHappenedForIt() {
    Account oven = ledger.account("oven");
    meters.bindTo(registry);
    assertThat(registry.find("sensor.ingest.readings.rejected").meters()).isEmpty();

    oven.rejected(RejectReason.NOT_FINITE, 3);
    oven.suppressed(SuppressReason.DEADBAND, 4);
    meters.refresh();
    meters.refresh();

    assertThat(registry.find("sensor.ingest.readings.rejected").meters()).hasSize(1);
    assertThat(counter("readings.rejected", "source", "oven", "reason", "not-finite")).isEqualTo(3);
    assertThat(counter("readings.suppressed", "source", "oven", "reason", "deadband")).isEqualTo(4);
  }

  @Test
  void sourcesBeyondTheLimitAreCountedTogether() {
    for (int i = 0; i < 10; i++) {
      ledger.account("s" + i).received(1, 0);
    }
    meters.bindTo(registry);

    assertThat(registry.find("sensor.ingest.readings.received").meters()).hasSize(4);
    assertThat(counter("readings.received", "source", LedgerMeters.OTHERS)).isEqualTo(7);
  }
}
