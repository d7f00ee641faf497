package io.github.sensoringest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.simulate.Signal.Shape;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Signal GAUSSIAN = new Signal.Gaussian(50, 10);
  private static final Duration PERIOD = Duration.ofMillis(50);

  @Test
  void sameSeedGivesTheSameGaussianValuesOnEveryJdk() {
    assertThat(values(GAUSSIAN, 42, 4))
        .containsExactly(
            61.41905315473055, 59.19407948982788, 40.50133363109104, 38.93009713600662);
  }

  @Test
  void sameSeedGivesTheSameUniformValuesOnEveryJdk() {
    assertThat(values(new Signal.Uniform(0, 100), 42, 3))
        .containsExactly(72.75636800328681, 68.32234717598455, 30.871945533265976);
  }

  @Test
  void sameSeedGivesTheSameRandomWalkOnEveryJdk() {
    assertThat(values(new Signal.RandomWalk(50, 1), 42, 3))
        .containsExactly(50.0, 51.14190531547305, 52.06131326445584);
  }

  @Test
  void waveIsTheSameOnEveryJdk() {
    Signal sine = new Signal.Wave(Shape.SINE, 50, 10, PERIOD, Duration.ofMillis(350));

    assertThat(values(sine, 42, 3)).containsExactly(50.0, 57.8183148246803, 59.74927912181823);
  }

  @Test
  void otherSeedGivesOtherValues() {
    assertThat(values(GAUSSIAN, 43, 1)).isNotEqualTo(values(GAUSSIAN, 42, 1));
  }

  @Test
  void readingIsDatedByTheClockToTheNanosecond() {
    SensorReading reading = (SensorReading) simulation("TEMP", 1, GAUSSIAN, 42).next();

    assertThat(reading.timestamp()).isEqualTo(NOW);
    assertThat(reading.sensorId()).isEqualTo("TEMP");
    assertThat(reading.unit()).isEqualTo("celsius");
  }

  @Test
  void familyIsNumberedWithTwoDigitsAtLeast() {
    assertThat(ids(4)).containsExactly("TEMP_00", "TEMP_01", "TEMP_02", "TEMP_03");
  }

  @Test
  void familyIsNumberedToACommonWidth() {
    assertThat(ids(101)).startsWith("TEMP_000", "TEMP_001").endsWith("TEMP_099", "TEMP_100");
    assertThat(ids(100)).startsWith("TEMP_00").endsWith("TEMP_99");
  }

  @Test
  void familyHasARandomWalkForEachSensor() {
    Simulation family = simulation("TEMP", 3, new Signal.RandomWalk(50, 1), 42);
    List<SensorReading> first = list(family.next());
    List<SensorReading> second = list(family.next());

    assertThat(first).extracting(SensorReading::value).containsOnly(50.0);
    assertThat(second).extracting(SensorReading::value).doesNotHaveDuplicates();
    for (int sensor = 0; sensor < 3; sensor++) {
      assertThat(second.get(sensor).value())
          .as("one step of deviation 1 away")
          .isCloseTo(first.get(sensor).value(), within(5.0));
    }
  }

  @Test
  void sensorsOfAFamilyAreNotAlike() {
    List<SensorReading> readings = list(simulation("TEMP", 10_000, GAUSSIAN, 42).next());

    double sum = 0;
    double squares = 0;
    for (SensorReading reading : readings) {
      sum += reading.value() - 50;
      squares += (reading.value() - 50) * (reading.value() - 50);
    }
    assertThat(sum / readings.size()).isCloseTo(0, within(1.0));
    assertThat(Math.sqrt(squares / readings.size())).isCloseTo(10, within(0.7));
  }

  @Property(tries = 50)
  void valuesOfASensorDoNotDependOnTheSizeOfItsFamily(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 20) int sensors) {
    Simulation small = simulation("TEMP", sensors, GAUSSIAN, seed);
    Simulation large = simulation("TEMP", sensors + 5, GAUSSIAN, seed);

    for (int reading = 0; reading < 3; reading++) {
      List<SensorReading> expected = list(small.next());
      assertThat(list(large.next()).subList(0, sensors))
          .extracting(SensorReading::value)
          .isEqualTo(expected.stream().map(SensorReading::value).toList());
    }
  }

  @Property(tries = 50)
  void firstSensorOfAFamilyGoesLikeASingleOne(@ForAll long seed) {
    SensorReading single = (SensorReading) simulation("TEMP", 1, GAUSSIAN, seed).next();

    assertThat(list(simulation("TEMP", 3, GAUSSIAN, seed).next()).get(0).value())
        .isEqualTo(single.value());
  }

  private static List<String> ids(int sensors) {
    return list(simulation("TEMP", sensors, GAUSSIAN, 42).next()).stream()
        .map(SensorReading::sensorId)
        .toList();
  }

  private static List<Double> values(Signal signal, long seed, int count) {
    Simulation simulation = simulation("TEMP", 1, signal, seed);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(((SensorReading) simulation.next()).value());
    }
    return values;
  }

  private static Simulation simulation(String id, int sensors, Signal signal, long seed) {
    return new Simulation(id, sensors, "celsius", signal, seed, CLOCK);
  }

  private static List<SensorReading> list(Object body) {
    return ((List<?>) body).stream().map(SensorReading.class::cast).toList();
  }
}
