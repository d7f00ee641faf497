package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ReadingTapsTest {
  private final ManualClock clock = ManualClock.atMillis(1_000_000);
  private final SensorBoard board = new SensorBoard(1_000, clock);
  private final ReadingTaps taps = new ReadingTaps(board, clock);

  @Test
  void nothingIsLookedAtWhenNobodyLooks() {
    // A chunk that cannot be looked at without a failure.
    show((Object) null);

    assertThat(board.size()).isZero();
  }

  @Test
  void tapGetsTheReadingsOfItsSourceAndNoOthers() {
    ReadingTaps.Tap tap = taps.open("plant");

    show(List.of(Readings.batch("plant", Readings.at("A", 1)), Readings.batchOf("other", 3)));

    assertThat(tap.take().readings()).extracting(SensorReading::sensorId).containsExactly("A");
    assertThat(tap.take().readings()).isEmpty();
  }

  @Test
  void whatATapHasNoRoomForIsCountedAndHoldsNothingUp() {
    ReadingTaps.Tap tap = taps.open("plant");

    for (int i = 0; i < 10; i++) {
      show(List.of(Readings.batchOf("plant", 150)));
    }

    ReadingTaps.Tap.Taken taken = tap.take();
    assertThat(taken.readings()).hasSize(ReadingTaps.HELD);
    assertThat(taken.skipped()).isEqualTo(1_500 - ReadingTaps.HELD);
  }

  @Test
  void closedTapGetsNothing() {
    ReadingTaps.Tap tap = taps.open("plant");
    taps.close(tap);

    show(List.of(Readings.batchOf("plant", 3)));

    assertThat(tap.take().readings()).isEmpty();
  }

  @Test
  void boardIsKeptFreshOnlyWhileSomebodyLooks() {
    taps.looking();
    show(List.of(Readings.batch("plant", Readings.at("A", 1))));
    clock.advance(Duration.ofMinutes(1));
    show(List.of(Readings.batch("plant", Readings.at("B", 1))));

    assertThat(board.cards(new RaisedAlarms(List.of())))
        .extracting(SensorCard::sensorId)
        .containsExactly("A");
  }

  private void show(List<ReadingBatch> chunk) {
    show((Object) chunk);
  }

  private void show(Object body) {
    DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(body);
    taps.process(exchange);
  }
}
