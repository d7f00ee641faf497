package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * The certified values are those of the NIST Statistical Reference Datasets, univariate summary
 * statistics: https://www.itl.nist.gov/div898/strd/univ/homepage.html
 */
class RunningStatisticsTest {
  private final RunningStatistics statistics = new RunningStatistics();

  @Test
  void numAcc1() {
    add(10_000_001, 10_000_003, 10_000_002);

    assertThat(statistics.statistics().mean()).isEqualTo(10_000_002);
    assertThat(statistics.statistics().standardDeviation()).isEqualTo(1);
  }

  @Test
  void numAcc2() {
    add(1.2);
    addPairs(500, 1.1, 1.3);

    assertThat(statistics.count()).isEqualTo(1001);
    assertThat(statistics.statistics().mean()).isCloseTo(1.2, within(1e-14));
    assertThat(statistics.statistics().standardDeviation()).isCloseTo(0.1, within(1e-14));
  }

  @Test
  void numAcc3() {
    add(1_000_000.2);
    addPairs(500, 1_000_000.1, 1_000_000.3);

    assertThat(statistics.statistics().mean()).isCloseTo(1_000_000.2, within(1e-8));
    assertThat(statistics.statistics().standardDeviation()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void numAcc4() {
    add(10_000_000.2);
    addPairs(500, 10_000_000.1, 10_000_000.3);

    assertThat(statistics.statistics().mean()).isCloseTo(10_000_000.2, within(1e-7));
    assertThat(statistics.statistics().standardDeviation()).isCloseTo(0.1, within(1e-8));
  }

  @Test
  void leastAndGreatestAreKept() {
    add(3, -7.5, 12, 0);

    assertThat(statistics.statistics().min()).isEqualTo(-7.5);
    assertThat(statistics.statistics().max()).isEqualTo(12);
  }

  @Test
  void singleValueHasNoDeviation() {
    add(21.5);

    assertThat(statistics.count()).isEqualTo(1);
    assertThat(statistics.statistics().mean()).isEqualTo(21.5);
    assertThat(statistics.statistics().min()).isEqualTo(21.5);
    assertThat(statistics.statistics().max()).isEqualTo(21.5);
    assertThat(statistics.statistics().standardDeviation()).isNaN();
  }

  @Test
  void equalValuesDeviateByNothing() {
    addPairs(1000, 0.1, 0.1);

    assertThat(statistics.statistics().standardDeviation()).isZero();
  }

  @Property
  void agreesWithTheTwoPassesOfTheTextbook(
      @ForAll @Size(min = 2, max = 200) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    RunningStatistics running = new RunningStatistics();
    values.forEach(value -> running.add(value, 0));

    double mean = stream(values).sum() / values.size();
    double squares = stream(values).map(value -> (value - mean) * (value - mean)).sum();

    assertThat(running.count()).isEqualTo(values.size());
    assertThat(running.statistics().mean()).isCloseTo(mean, within(1e-8));
    assertThat(running.statistics().standardDeviation())
        .isCloseTo(Math.sqrt(squares / (values.size() - 1)), within(1e-8));
    assertThat(running.statistics().min()).isEqualTo(stream(values).min().orElseThrow());
    assertThat(running.statistics().max()).isEqualTo(stream(values).max().orElseThrow());
  }

  @Property
  void deviationDoesNotDependOnTheHeightOfTheSignal(
      @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = 0, max = 10) Double> values,
      @ForAll @DoubleRange(min = 0, max = 1e7) double height) {
    RunningStatistics low = new RunningStatistics();
    RunningStatistics high = new RunningStatistics();
    values.forEach(
        value -> {
          low.add(value, 0);
          high.add(value + height, 0);
        });

    assertThat(high.statistics().standardDeviation())
        .isCloseTo(low.statistics().standardDeviation(), within(1e-6));
    assertThat(high.statistics().mean())
        .isCloseTo(low.statistics().mean() + height, Percentage.withPercentage(1e-6));
  }

  private void add(double... values) {
    for (double value : values) {
      statistics.add(value, 0);
    }
  }

  private void addPairs(int pairs, double first, double second) {
    for (int i = 0; i < pairs; i++) {
      add(first, second);
    }
  }

  private static DoubleStream stream(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }
}
