package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * The certified values are those of the NIST Statistical Reference Datasets, univariate summary
 * statistics: https://www.itl.nist.gov/div898/strd/univ/homepage.html
 */
class RunningStatisticsTest {
  /** The speed of light in air less 299,000 km/s, as A. A. Michelson measured it in 1879. */
  private static final int[] MICHELSON = {
    850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000,
    960, 960, 960, 940, 960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800,
    790, 760, 800, 880, 880, 880, 860, 720, 720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840,
    850, 840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740, 750, 760, 910, 920, 890, 860, 880,
    720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870, 870, 810, 740,
    810, 940, 950, 800, 810, 870
  };

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
  void michelso() {
    for (int thousandths : MICHELSON) {
      add(299 + thousandths / 1000.0);
    }

    assertThat(statistics.count()).isEqualTo(100);
    assertThat(statistics.statistics().mean()).isCloseTo(299.852400000000, within(1e-12));
    assertThat(statistics.statistics().standardDeviation())
        .isCloseTo(0.0790105478190518, within(1e-13));
  }

  @Test
  void sumDoesNotLoseSmallValuesBesideLargeOnes() {
    add(1e16, 1, 1, 1, 1, -1e16);

    assertThat(statistics.statistics().sum()).isEqualTo(4);
  }

  @Test
  void firstAndLastGoByTheTimeOfTheMeasurement() {
    statistics.add(1, 20);
    statistics.add(2, 10);
    statistics.add(3, 30);
    statistics.add(4, 25);

    assertThat(statistics.statistics().first()).isEqualTo(2);
    assertThat(statistics.statistics().last()).isEqualTo(3);
  }

  @Test
  void ofSeveralAtTheSameTimeTheOneThatCameFirstIsFirst() {
    statistics.add(1, 10);
    statistics.add(2, 10);

    assertThat(statistics.statistics().first()).isEqualTo(1);
    assertThat(statistics.statistics().last()).isEqualTo(2);
  }

  @Test
  void nothingHasNoStatistics() {
    assertThatThrownBy(statistics::statistics).isInstanceOf(IllegalStateException.class);
  }

  @Property
  void mergingPartsGivesWhatOnePassGives(
      @ForAll @Size(min = 1, max = 400) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @Size(max = 5) List<@IntRange(max = 400) Integer> cuts) {
    RunningStatistics onePass = new RunningStatistics();
    RunningStatistics merged = new RunningStatistics();
    RunningStatistics part = new RunningStatistics();
    for (int i = 0; i < values.size(); i++) {
      onePass.add(values.get(i), i);
      if (cuts.contains(i)) {
        merged.merge(part);
        part = new RunningStatistics();
      }
      part.add(values.get(i), i);
    }
    merged.merge(part);

    Statistics one = onePass.statistics();
    Statistics both = merged.statistics();
    assertThat(both.count()).isEqualTo(one.count());
    assertThat(both.sum()).isCloseTo(one.sum(), within(1e-6));
    assertThat(both.mean()).isCloseTo(one.mean(), within(1e-8));
    if (one.count() > 1) {
      assertThat(both.standardDeviation()).isCloseTo(one.standardDeviation(), within(1e-7));
    }
    assertThat(List.of(both.min(), both.max(), both.first(), both.last()))
        .containsExactly(one.min(), one.max(), one.first(), one.last());
    if (values.size() <= Percentiles.EXACT) {
      assertThat(List.of(both.p50(), both.p95(), both.p99()))
          .containsExactly(one.p50(), one.p95(), one.p99());
    }
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
