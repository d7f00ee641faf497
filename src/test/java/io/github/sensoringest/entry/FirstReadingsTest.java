package io.github.sensoringest.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstReadingsTest {
  private final List<SensorReading> shown = new ArrayList<>();

  @Test
  void showsTheFirstAndNoMoreEvenInTheMiddleOfABatch() {
    FirstReadings first = new FirstReadings(3, shown::add);

    first.show(Readings.batch("a", 1, 2));
    first.show(Readings.batch("a", 3, 4));
    first.show(Readings.batch("a", 5));

    assertThat(shown)
        .extracting(reading -> reading.timestamp().toEpochMilli())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void showsNothingUnlessAskedTo() {
    new FirstReadings(0, shown::add).show(Readings.batch("a", 1));

    assertThat(shown).isEmpty();
  }
}
