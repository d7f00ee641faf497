package io.github.sensoringest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sensoringest.simulate.Signal.Shape;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SignalTest {
  private static final double NEARLY = 1e-9;

  @Test
  void gaussianHasItsMeanAndDeviation() {
    double[] values = values(new Signal.Gaussian(50, 10), 100_000);

    double mean = mean(values);
    double deviation = Math.sqrt(mean(squares(values, mean)));

    // Ten times the standard error of each.
    assertThat(mean).isCloseTo(50, within(0.32));
    assertThat(deviation).isCloseTo(10, within(0.23));
  }

  @Test
  void gaussianWithoutDeviationIsItsMean() {
    assertThat(values(new Signal.Gaussian(50, 0), 10)).containsOnly(50);
  }

  @Test
  void uniformUsesItsWholeRangeEvenly() {
    double[] values = values(new Signal.Uniform(-20, 40), 100_000);

    assertThat(mean(values)).isCloseTo(10, within(0.6));
    assertThat(mean(squares(values, 10))).isCloseTo(60 * 60 / 12.0, within(9.0));
  }

  @Test
  void randomWalkBeginsAtItsStart() {
    assertThat(values(new Signal.RandomWalk(50, 1), 1)).containsExactly(50);
  }

  @Test
  void randomWalkGoesOnFromTheLastValue() {
    double[] values = values(new Signal.RandomWalk(50, 2), 100_001);
    double[] steps = new double[100_000];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }

    assertThat(mean(steps)).isCloseTo(0, within(0.07));
    assertThat(Math.sqrt(mean(squares(steps, 0)))).isCloseTo(2, within(0.05));
  }

  @Test
  void sineGoesUpFirstAndComesBack() {
    assertThat(values(wave(Shape.SINE, 4), 5))
        .containsExactly(new double[] {50, 60, 50, 40, 50}, within(NEARLY));
  }

  @Test
  void squareIsHighForHalfACycleThenLow() {
    assertThat(values(wave(Shape.SQUARE, 4), 6)).containsExactly(60, 60, 40, 40, 60, 60);
  }

  @Test
  void sawtoothRisesAndFallsBackAtOnce() {
    assertThat(values(wave(Shape.SAWTOOTH, 4), 5)).containsExactly(40, 45, 50, 55, 40);
  }

  @Property
  void waveStaysWithinItsAmplitude(
      @ForAll Shape shape,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double mean,
      @ForAll @DoubleRange(min = 0, max = 1e6) double amplitude,
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long number,
      @ForAll @IntRange(min = 1, max = 100_000) int period,
      @ForAll @IntRange(min = 1, max = 100_000_000) int cycle) {
    Signal wave =
        new Signal.Wave(
            shape, mean, amplitude, Duration.ofMillis(period), Duration.ofMillis(cycle));

    double value = wave.value(number, 0, new Random(1));

    assertThat(value).isBetween(mean - amplitude, mean + amplitude);
  }

  @Property
  void waveRepeatsItselfAfterACycleToTheBit(
      @ForAll Shape shape,
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long number,
      @ForAll @IntRange(min = 1, max = 10_000) int readingsInACycle) {
    Signal wave = wave(shape, readingsInACycle);

    assertThat(wave.value(number + readingsInACycle, 0, new Random(1)))
        .isEqualTo(wave.value(number, 0, new Random(1)));
  }

  @Property
  void uniformStaysInItsRange(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double min,
      @ForAll @DoubleRange(min = 0, max = 1e9) double width,
      @ForAll long seed) {
    double value = new Signal.Uniform(min, min + width).value(0, 0, new Random(seed));

    assertThat(value).isBetween(min, min + width);
  }

  @Test
  void wrongParametersAreRefused() {
    assertThatThrownBy(() -> new Signal.Gaussian(50, -1))
        .hasMessage("deviation is -1.0: write a number of 0 or more");
    assertThatThrownBy(() -> new Signal.RandomWalk(50, -1))
        .hasMessage("step is -1.0: write a number of 0 or more");
    assertThatThrownBy(() -> new Signal.Uniform(2, 1))
        .hasMessage("min is 2.0 and max is 1.0: write a min that is not above max");
    assertThatThrownBy(() -> new Signal.Uniform(-1e308, 1e308))
        .hasMessage("min and max are too far apart");
    assertThatThrownBy(
            () -> new Signal.Wave(Shape.SINE, 50, 10, Duration.ofSeconds(1), Duration.ofSeconds(0)))
        .hasMessage("cycle is no time: write a duration such as 1s");
  }

  /** A wave around 50 by 10, with so many readings in a cycle. */
  private static Signal wave(Shape shape, int readingsInACycle) {
    Duration period = Duration.ofMillis(50);
    return new Signal.Wave(shape, 50, 10, period, period.multipliedBy(readingsInACycle));
  }

  private static double[] values(Signal signal, int count) {
    Random random = new Random(42);
    double[] previous = new double[1];
    return LongStream.range(0, count)
        .mapToDouble(number -> previous[0] = signal.value(number, previous[0], random))
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] squares(double[] values, double mean) {
    double[] squares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      squares[i] = (values[i] - mean) * (values[i] - mean);
    }
    return squares;
  }
}
