package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTableTest {
  private static final TableLimits LIMITS = new TableLimits(3, new PercentileBudget(1_000));
  private static final OpenWindow WINDOW = OpenWindow.of("plant", 0, 10_000_000_000L, LIMITS);

  private final WindowTable table = new WindowTable(LIMITS);
  private final Heard heard = new Heard();

  @Test
  void hasARowForEachSensorInTheOrderOfTheirIds() {
    add(reading("B", 1, "bar"), reading("A", 2, "bar"), reading("B", 3, "bar"));

    assertThat(table.summaries(WINDOW))
        .extracting(
            row -> row.sensorId() + " " + row.statistics().count() + " " + row.statistics().mean())
        .containsExactly("A 1 2.0", "B 2 2.0");
  }

  @Test
  void rowSaysWhoseAndWhenItIs() {
    add(reading("A", 21.5, "celsius"));

    WindowSummary row = table.summaries(WINDOW).get(0);

    assertThat(row.source()).isEqualTo("plant");
    assertThat(row.start()).isEqualTo(Instant.EPOCH);
    assertThat(row.end()).isEqualTo(Instant.ofEpochSecond(10));
    assertThat(row.unit()).isEqualTo("celsius");
  }

  @Test
  void rowHasTheStatistics() {
    add(reading("A", 2, ""), reading("A", 4, ""), reading("A", 9, ""));

    WindowSummary row = table.summaries(WINDOW).get(0);

    assertThat(
            List.of(
                row.statistics().mean(),
                row.statistics().min(),
                row.statistics().max(),
                row.statistics().standardDeviation()))
        .containsExactly(5.0, 2.0, 9.0, Math.sqrt(13));
  }

  @Test
  void tellsOfEachSensorOnce() {
    add(reading("A", 1, ""), reading("B", 1, ""), reading("A", 1, ""));

    assertThat(heard.all).containsExactly("first of A", "first of B");
  }

  @Test
  void readingInAnotherUnitIsNotAddedAndTheRestIs() {
    add(reading("A", 20, "celsius"), reading("A", 68, "fahrenheit"), reading("A", 22, "celsius"));

    assertThat(heard.all).containsExactly("first of A", "68.0 fahrenheit after celsius");
    assertThat(table.readings()).isEqualTo(2);
    assertThat(table.summaries(WINDOW).get(0).statistics().max()).isEqualTo(22);
  }

  @Test
  void unitOfOneSensorIsNoneOfAnothers() {
    add(reading("A", 20, "celsius"), reading("B", 1, "bar"));

    assertThat(table.readings()).isEqualTo(2);
  }

  @Test
  void noUnitAndAnEmptyUnitAreTheSame() {
    add(reading("A", 1, null), reading("A", 2, ""));

    assertThat(table.readings()).isEqualTo(2);
    assertThat(table.summaries(WINDOW).get(0).unit()).isEmpty();
  }

  @Test
  void readingThatCannotBeAddedHindersNoOther() {
    SensorReading good = reading("A", 1, "");
    // Cannot come through the entry; whatever fails here, the others of its batch must not.
    add(new SensorReading[] {good, null, good});

    assertThat(table.readings()).isEqualTo(2);
    assertThat(heard.all).contains("failed null");
  }

  @Test
  void sensorWhoseNoteFailsLeavesNoEmptyRow() {
    heard.refuseFirst = true;
    add(reading("A", 1, ""));

    assertThat(table.readings()).isZero();
    assertThat(table.summaries(WINDOW)).isEmpty();
  }

  @Test
  void sensorsBeyondTheCapAreRefusedAndTheOthersGoOn() {
    add(reading("A", 1, ""), reading("B", 1, ""), reading("C", 1, ""));
    add(reading("D", 1, ""), reading("A", 2, ""));

    assertThat(heard.all).contains("no room for D beside 3");
    assertThat(table.readings()).isEqualTo(4);
  }

  @Test
  void reopenedTableGoesOnWithTheStatisticsAndSummarizesOnlyWhatHasChanged() {
    add(reading("A", 1, ""), reading("B", 5, ""));

    WindowTable reopened = table.reopened();
    reopened.add(
        new ReadingBatch("plant", new SensorReading[] {reading("A", 4, "")}, 0, 0), true, heard);

    assertThat(reopened.readings()).isEqualTo(1);
    assertThat(reopened.summaries(WINDOW))
        .extracting(row -> row.sensorId() + " " + row.statistics().sum())
        .containsExactly("A 5.0");
    assertThat(table.summaries(WINDOW))
        .as("what was summarized before")
        .extracting(row -> row.sensorId() + " " + row.statistics().sum())
        .containsExactly("A 1.0", "B 5.0");
  }

  @Test
  void capHoldsForWhatAReopenedTableHeldBeforeToo() {
    add(Readings.at("A", 1), Readings.at("B", 1));
    WindowTable reopened = table.reopened();
    SensorReading[] four = {
      Readings.at("A", 2), Readings.at("C", 2), Readings.at("D", 2), Readings.at("B", 2)
    };

    reopened.add(Readings.batch("a", four), true, heard);

    assertThat(reopened.summaries(WINDOW))
        .extracting(WindowSummary::sensorId)
        .containsExactly("A", "B", "C");
  }

  @Test
  void tableThatIsReopenedTwiceKnowsAll() {
    add(reading("A", 1, ""), reading("B", 5, ""));
    WindowTable second = table.reopened();
    second.add(
        new ReadingBatch("plant", new SensorReading[] {reading("A", 4, "")}, 0, 0), true, heard);

    WindowTable third = second.reopened();
    third.add(
        new ReadingBatch(
            "plant", new SensorReading[] {reading("A", 7, ""), reading("B", 1, "")}, 0, 0),
        true,
        heard);

    assertThat(third.summaries(WINDOW))
        .extracting(row -> row.sensorId() + " " + row.statistics().sum())
        .containsExactly("A 12.0", "B 6.0");
  }

  private void add(SensorReading... readings) {
    table.add(new ReadingBatch("plant", readings, 0, 0), true, heard);
  }

  private static SensorReading reading(String sensorId, double value, String unit) {
    return SensorReading.ofMillis(sensorId, 0, value, unit);
  }

  private static final class Heard implements WindowTable.Listener {
    private final List<String> all = new ArrayList<>();
    private boolean refuseFirst;

    @Override
    public void firstOf(String sensorId) {
      if (refuseFirst) {
        throw new IllegalStateException("no room for another sensor");
      }
      all.add("first of " + sensorId);
    }

    @Override
    public void unitChanged(SensorReading reading, String expected) {
      all.add(reading.value() + " " + reading.unit() + " after " + expected);
    }

    @Override
    public void tooManySensors(SensorReading reading, int sensors) {
      all.add("no room for " + reading.sensorId() + " beside " + sensors);
    }

    @Override
    public void failed(SensorReading reading, RuntimeException cause) {
      all.add("failed " + reading);
    }
  }
}
