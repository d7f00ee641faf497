package io.github.sensoringest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SuppressReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger();
  private final Map<String, Long> inside = new HashMap<>();

  @Test
  void balancesWhenEveryReadingIsSomewhere() {
    Account account = ledger.account("a");
    account.received(36, 0);
    account.windowed(1);
    account.late(2);
    account.rejected(RejectReason.NOT_FINITE, 3);
    account.rejected(RejectReason.TOO_OLD, 4);
    account.dropped(5);
    account.suppressed(SuppressReason.DEADBAND, 7);
    account.suppressed(SuppressReason.DUPLICATE, 8);
    hold("a", 6);

    assertThat(ledger.total().balances()).isTrue();
    assertThat(ledger.total().missing()).isZero();
  }

  @Test
  void lostReadingShowsAsMissing() {
    ledger.account("a").received(3, 0);
    ledger.account("a").windowed(2);

    assertThat(ledger.total().balances()).isFalse();
    assertThat(ledger.total().missing()).isEqualTo(1);
  }

  @Test
  void readingCountedTwiceShowsAsLessThanNothingMissing() {
    ledger.account("a").received(1, 0);
    ledger.account("a").windowed(1);
    ledger.account("a").late(1);

    assertThat(ledger.total().missing()).isEqualTo(-1);
  }

  @Test
  void onesGainDoesNotHideAnothersLoss() {
    ledger.account("a").received(1, 0);
    ledger.account("b").windowed(1);

    assertThat(ledger.balances()).extracting(Balance::balances).containsExactly(false, false);
  }

  @Test
  void balancesComeInTheOrderOfTheSources() {
    ledger.account("b");
    ledger.account("c");
    ledger.account("a");

    assertThat(ledger.balances()).extracting(Balance::source).containsExactly("a", "b", "c");
  }

  @Test
  void holdersReportsAreAddedUp() {
    hold("a", 2);
    ledger.addHolder(report -> report.accept("a", 3));

    assertThat(ledger.total().held()).isEqualTo(5);
  }

  @Test
  void sourceThatOnlyAHolderKnowsHasABalanceToo() {
    hold("astray", 2);

    assertThat(ledger.balances())
        .extracting(balance -> balance.source() + " " + balance.missing())
        .containsExactly("astray -2");
  }

  @Test
  void ingestedIsWhatWasNeitherRefusedNorDroppedNorSuppressed() {
    Account account = ledger.account("a");
    account.received(10, 0);
    account.rejected(RejectReason.FAILED, 1);
    account.dropped(2);
    account.late(3);
    account.suppressed(SuppressReason.DUPLICATE, 4);

    assertThat(ledger.total().ingested()).isEqualTo(3);
  }

  @Test
  void reasonsWithoutReadingsAreLeftOut() {
    ledger.account("a").rejected(RejectReason.TOO_OLD, 2);

    assertThat(ledger.total().rejected()).isEqualTo(Map.of(RejectReason.TOO_OLD, 2L));
  }

  @Test
  void totalAddsUpTheReasons() {
    ledger.account("a").rejected(RejectReason.TOO_OLD, 2);
    ledger.account("b").rejected(RejectReason.TOO_OLD, 3);
    ledger.account("b").rejected(RejectReason.FAILED, 1);

    assertThat(ledger.total().rejected())
        .isEqualTo(Map.of(RejectReason.TOO_OLD, 5L, RejectReason.FAILED, 1L));
  }

  @Test
  void suppressedReadingsAreCountedByReasonAndAddedUp() {
    ledger.account("a").suppressed(SuppressReason.DEADBAND, 2);
    ledger.account("b").suppressed(SuppressReason.DEADBAND, 3);
    ledger.account("b").suppressed(SuppressReason.DUPLICATE, 1);

    assertThat(ledger.total().suppressed())
        .isEqualTo(Map.of(SuppressReason.DEADBAND, 5L, SuppressReason.DUPLICATE, 1L));
    assertThat(ledger.total().suppressedInAll()).isEqualTo(6);
  }

  @Test
  void totalAddsUpTheTimeBlocked() {
    ledger.account("a").blocked(5);
    ledger.account("b").blocked(7);

    assertThat(ledger.total().blockedNanos()).isEqualTo(12);
  }

  @Test
  void sensorIsCountedOnceForASource() {
    ledger.account("a").sensor("S1");
    ledger.account("a").sensor("S1");
    ledger.account("a").sensor("S2");
    ledger.account("b").sensor("S1");

    assertThat(ledger.sensors()).isEqualTo(3);
  }

  @Test
  void manySensorsAreEstimatedInBoundedMemory() {
    for (int i = 0; i < 1_000_000; i++) {
      ledger.account("a").sensor("S" + i);
    }

    assertThat(ledger.sensors()).isCloseTo(1_000_000, Percentage.withPercentage(10));
    assertThat(ledger.sensorsEstimated()).isTrue();
  }

  @Test
  void fewSensorsAreCountedExactly() {
    for (int i = 0; i < DistinctCount.EXACT; i++) {
      ledger.account("a").sensor("S" + i);
    }

    assertThat(ledger.sensors()).isEqualTo(DistinctCount.EXACT);
    assertThat(ledger.sensorsEstimated()).isFalse();
  }

  @Test
  void lastReceivedIsTheLatestOfAllSources() {
    ledger.account("a").received(1, 200);
    ledger.account("b").received(1, 100);

    assertThat(ledger.lastReceivedMillis()).isEqualTo(200);
  }

  @Test
  void lastReceivedOfNothingIsZero() {
    assertThat(ledger.lastReceivedMillis()).isZero();
  }

  @Property
  void whateverMovesReceivedIsTheSumOfWhereItIs(@ForAll("movements") List<Movement> movements) {
    inside.clear();
    Ledger books = new Ledger();
    books.addHolder(report -> inside.forEach(report::accept));
    for (Movement movement : movements) {
      move(books.account(movement.source), movement);
      // Not only at the end: at no moment is a reading nowhere, or in two places.
      assertThat(books.balances()).allMatch(Balance::balances);
      assertThat(books.total().balances()).isTrue();
    }
    Balance total = books.total();
    assertThat(total.received())
        .isEqualTo(
            total.windowed()
                + total.late()
                + total.rejectedInAll()
                + total.dropped()
                + total.suppressedInAll()
                + total.held());
  }

  @Property
  void whateverMovesALossIsMissing(
      @ForAll("movements") List<Movement> movements, @ForAll("movements") List<Movement> losses) {
    inside.clear();
    Ledger books = new Ledger();
    books.addHolder(report -> inside.forEach(report::accept));
    movements.forEach(movement -> move(books.account(movement.source), movement));
    long lost = 0;
    for (Movement loss : losses) {
      long takes = Math.min(loss.readings, inside.getOrDefault(loss.source, 0L));
      inside.merge(loss.source, -takes, Long::sum);
      lost += takes;
    }

    assertThat(books.total().missing()).isEqualTo(lost);
  }

  /** Readings that come in, or of those inside, go to a place that is counted. */
  record Movement(String source, int to, int readings) {}

  @Provide
  Arbitrary<List<Movement>> movements() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.integers().between(0, 9),
            Arbitraries.integers().between(1, 1000))
        .as(Movement::new)
        .list()
        .ofMaxSize(40);
  }

  private void move(Account account, Movement movement) {
    long here = inside.getOrDefault(movement.source, 0L);
    int readings = (int) Math.min(movement.readings, here);
    switch (movement.to) {
      case 0 -> account.windowed(readings);
      case 1 -> account.late(readings);
      case 2 -> account.dropped(readings);
      case 3, 4 -> account.rejected(RejectReason.values()[movement.to], readings);
      case 5 -> account.suppressed(SuppressReason.DEADBAND, readings);
      default -> {
        account.received(movement.readings, 0);
        inside.put(movement.source, here + movement.readings);
        return;
      }
    }
    inside.put(movement.source, here - readings);
  }

  private void hold(String source, long readings) {
    if (inside.isEmpty()) {
      ledger.addHolder(report -> inside.forEach(report::accept));
    }
    inside.put(source, readings);
  }
}
