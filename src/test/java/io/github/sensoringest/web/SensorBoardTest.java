package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.reading.SensorReading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensorBoardTest {
  private static final RaisedAlarms NONE = new RaisedAlarms(List.of());

  private final SensorBoard board = new SensorBoard(3, ManualClock.atMillis(1_000_000));

  @Test
  void forgetsTheSensorThatWasNotHeardOfForLongestWhenThereAreTooMany() {
    window("A", 0, 1);
    window("B", 0, 1);
    window("C", 0, 1);
    window("A", 10, 1);

    window("D", 0, 1);

    assertThat(board.cards(NONE))
        .extracting(SensorCard::sensorId)
        .containsExactlyInAnyOrder("A", "C", "D");
    assertThat(board.size()).isEqualTo(3);
    assertThat(board.forgotten()).isEqualTo(1);
  }

  @Test
  void correctionOfAnEarlierWindowChangesNothing() {
    window("A", 10, 5);

    window("A", 0, 99);

    assertThat(card("A").value()).isEqualTo(5);
    assertThat(card("A").means()).containsExactly(5);
  }

  @Test
  void correctedWindowIsNoFurtherMean() {
    window("A", 0, 5);
    window("A", 0, 5, 7);

    assertThat(card("A").means()).hasSize(1);
  }

  @Test
  void keepsTheLastMeansInOrder() {
    for (int i = 0; i < SensorBoard.MEANS + 5; i++) {
      window("A", 10L * i, i);
    }

    float[] means = card("A").means();

    assertThat(means).hasSize(SensorBoard.MEANS).isSorted();
    assertThat(means[0]).isEqualTo(5);
    assertThat(means[SensorBoard.MEANS - 1]).isEqualTo(SensorBoard.MEANS + 4);
  }

  @Test
  void readingThatIsNewerThanTheLastWindowIsTheLastValue() {
    window("A", 0, 5);

    board.readings(Readings.batch("plant", SensorReading.ofMillis("A", 20_000, 8, "celsius")));

    assertThat(card("A").value()).isEqualTo(8);
    assertThat(card("A").measuredMillis()).isEqualTo(20_000);
  }

  @Test
  void windowThatFollowsOrOverlapsTheOneBeforeBringsANewValue() {
    window("A", 0, 5);
    window("A", 10, 6);
    assertThat(card("A").value()).isEqualTo(6);

    window("A", 15, 7);

    assertThat(card("A").value()).isEqualTo(7);
  }

  @Test
  void windowWithTheLastReadingThatWasSeenBringsANewValue() {
    board.readings(Readings.batch("plant", SensorReading.ofMillis("A", 4_000, 5, "celsius")));

    window("A", 0, 5, 6);

    assertThat(card("A").value()).isEqualTo(6);
  }

  @Test
  void readingThatComesLateIsNot() {
    board.readings(Readings.batch("plant", SensorReading.ofMillis("A", 20_000, 8, "celsius")));
    board.readings(Readings.batch("plant", SensorReading.ofMillis("A", 10_000, 6, "celsius")));

    assertThat(card("A").value()).isEqualTo(8);
  }

  private void window(String sensorId, long startSecond, double... values) {
    board.windows(
        List.of(WindowSummaries.of("plant", sensorId, Instant.ofEpochSecond(startSecond), values)));
  }

  private SensorCard card(String sensorId) {
    return board.card("plant", sensorId, NONE).orElseThrow();
  }
}
