package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.deadletter.DeadLetterCounts;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import io.github.sensoringest.sink.SinkCounts;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final DeadLetterCounts NO_LETTERS = new DeadLetterCounts(0, 0, 0);

  private final Ledger ledger = new Ledger();

  @Test
  void headlineCountsReadingsTimeAndSensors() {
    take(20, 4);

    assertThat(new Summary(ledger, List.of(), NO_LETTERS, 1_000).headline())
        .isEqualTo("Ingested 20 readings in 0.25 s from 4 sensors");
  }

  @Test
  void oneOfAKindIsSingular() {
    take(1, 1);

    assertThat(new Summary(ledger, List.of(), NO_LETTERS, 1_000).headline())
        .isEqualTo("Ingested 1 reading in 0.25 s from 1 sensor");
  }

  @Test
  void goodEndSaysThatItBalances() {
    take(20, 4);
    Summary summary = new Summary(ledger, List.of(), NO_LETTERS, 1_000);

    assertThat(summary.isGood()).isTrue();
    assertThat(summary.text()).endsWith("The ledger balances: every reading is accounted for");
  }

  @Test
  void lostReadingIsSaidLoudly() {
    take(20, 4);
    ledger.account("a").received(2, 1_250);
    Summary summary = new Summary(ledger, List.of(), NO_LETTERS, 1_000);

    assertThat(summary.isGood()).isFalse();
    assertThat(summary.text()).contains("does NOT balance: 2 unaccounted for");
    assertThat(summary.json()).contains("\"balances\":false", "\"missing\":2");
  }

  @Test
  void readingsLeftBehindAreSaid() {
    ledger.account("a").received(2, 1_250);
    ledger.addHolder(report -> report.accept("a", 2));
    Summary summary = new Summary(ledger, List.of(), NO_LETTERS, 1_000);

    assertThat(summary.isGood()).isFalse();
    assertThat(summary.text()).endsWith("balances, but 2 readings were left behind");
  }

  @Test
  void refusalsAreListedByReason() {
    ledger.account("a").received(3, 1_250);
    ledger.account("a").rejected(RejectReason.TOO_OLD, 1);
    ledger.account("a").rejected(RejectReason.FAILED, 2);

    assertThat(new Summary(ledger, List.of(), NO_LETTERS, 1_000).text())
        .contains("(too-old 1, failed 2)");
  }

  @Test
  void whatASinkHasLostIsSaid() {
    take(20, 4);
    List<SinkCounts> sinks =
        List.of(new SinkCounts("sink-log", 8, 0, 0), new SinkCounts("sink-mqtt", 5, 3, 15));
    Summary summary = new Summary(ledger, sinks, NO_LETTERS, 1_000);

    assertThat(summary.isGood()).isTrue();
    assertThat(summary.text())
        .contains("\n  sink-mqtt: took 5 rows, lost 3 rows of 15 readings\n")
        .doesNotContain("sink-log");
    assertThat(summary.json())
        .contains("{\"sink\":\"sink-mqtt\",\"takenRows\":5,\"lostRows\":3,\"lostReadings\":15}");
  }

  @Test
  void suppressedReadingsAreListedByReason() {
    ledger.account("a").received(3, 1_250);
    ledger.account("a").suppressed(SuppressReason.DEADBAND, 1);
    ledger.account("a").suppressed(SuppressReason.DUPLICATE, 2);
    Summary summary = new Summary(ledger, List.of(), NO_LETTERS, 1_000);

    assertThat(summary.text())
        .contains("  suppressed              3  (deadband 1, duplicate 2)\n")
        .contains("  a: received 3, suppressed 3 (deadband 1, duplicate 2)\n");
    assertThat(summary.json()).contains("\"suppressed\":{\"deadband\":1,\"duplicate\":2}");
    assertThat(summary.isGood()).isTrue();
  }

  @Test
  void whereNothingIsSuppressedTheSummaryForPeopleIsSilentAboutIt() {
    take(20, 4);

    assertThat(new Summary(ledger, List.of(), NO_LETTERS, 1_000).text())
        .doesNotContain("suppressed");
  }

  @Test
  void deadLettersAreSaid() {
    take(20, 4);
    Summary summary = new Summary(ledger, List.of(), new DeadLetterCounts(12, 3, 4), 1_000);

    assertThat(summary.text())
        .contains("\n  dead letters: kept 12, dropped the oldest 3, could not keep 4\n");
    assertThat(summary.json())
        .contains("\"deadLetters\":{\"written\":12,\"dropped\":3,\"lost\":4}");
  }

  private void take(int readings, int sensors) {
    ledger.account("a").received(readings, 1_250);
    ledger.account("a").windowed(readings);
    for (int i = 0; i < sensors; i++) {
      ledger.account("a").sensor("S" + i);
    }
  }
}
