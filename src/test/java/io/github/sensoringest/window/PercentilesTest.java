package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.datasketches.kll.KllSketch;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  private final Percentiles percentiles = new Percentiles(new PercentileBudget(10_000));

  @Test
  void percentileIsTheLeastValueThatSoManyDoNotExceed() {
    for (int i = 100; i >= 1; i--) {
      percentiles.add(i);
    }

    assertThat(percentiles.at(0, 0.001, 0.5, 0.95, 0.99, 1)).containsExactly(1, 1, 50, 95, 99, 100);
  }

  @Test
  void singleValueIsEveryPercentile() {
    percentiles.add(21.5);

    assertThat(percentiles.at(0.5, 0.95, 0.99)).containsOnly(21.5);
  }

  @Property
  void fewValuesAreExact(
      @ForAll @Size(min = 1, max = Percentiles.EXACT)
          List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @DoubleRange(min = 0, max = 1) double rank) {
    Percentiles few = new Percentiles(new PercentileBudget(10_000));
    values.forEach(few::add);

    double found = few.at(rank)[0];

    long notAbove = values.stream().filter(value -> value <= found).count();
    long below = values.stream().filter(value -> value < found).count();
    assertThat(values).contains(found);
    assertThat((double) notAbove).isGreaterThanOrEqualTo(rank * values.size());
    assertThat((double) below).isLessThan(Math.max(rank * values.size(), 1e-9));
  }

  @Test
  void statedErrorIsThatOfTheSketch() {
    assertThat(KllSketch.getNormalizedRankError(Percentiles.K, false)).isLessThan(0.01335);
  }

  @Test
  void manyValuesAreWithinTheStatedErrorNearlyAlways() {
    int size = 100_000;
    int within = 0;
    int tries = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] found = filled(seed, size).at(0.5, 0.95, 0.99);
      for (int i = 0; i < found.length; i++, tries++) {
        // The values are the ranks, so a value tells by how much its rank is off.
        double off = Math.abs(found[i] / size - new double[] {0.5, 0.95, 0.99}[i]);
        within += off <= 0.0133 ? 1 : 0;
      }
    }

    // 99 of 100 are to be expected; less than 9 of 10 come by chance once in a million tests.
    assertThat(within).isGreaterThanOrEqualTo(tries * 9 / 10);
  }

  private static Percentiles filled(int seed, int size) {
    Percentiles filled = new Percentiles(new PercentileBudget(10_000));
    double[] ranks = new double[size];
    Arrays.setAll(ranks, i -> i + 1);
    Random random = new Random(seed);
    for (int i = size - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      double rank = ranks[i];
      ranks[i] = ranks[other];
      ranks[other] = rank;
    }
    Arrays.stream(ranks).forEach(filled::add);
    return filled;
  }

  @Test
  void sketchesAndFewValuesMergeEitherWay() {
    Percentiles many = filled(1, 10_000);
    Percentiles few = new Percentiles(new PercentileBudget(10_000));
    few.add(-1);

    few.merge(many);
    many.merge(few);

    assertThat(few.at(0)[0]).isEqualTo(-1);
    assertThat(few.at(1)[0]).isEqualTo(10_000);
    assertThat(many.at(0)[0]).isEqualTo(-1);
    assertThat(many.at(0.5)[0]).isBetween(4_500.0, 5_500.0);
  }

  @Test
  void whereThereIsNoRoomThereAreNone() {
    PercentileBudget budget = new PercentileBudget(24);
    Percentiles first = new Percentiles(budget);
    Percentiles second = new Percentiles(budget);
    for (int i = 0; i < 9; i++) {
      first.add(i);
      second.add(i);
    }

    assertThat(first.at(0.5)).containsExactly(4);
    assertThat(second.at(0.5)).containsExactly(Double.NaN);
    assertThat(budget.left()).isEqualTo(8);
  }

  @Test
  void roomIsGivenBackAndTheFiguresStay() {
    PercentileBudget budget = new PercentileBudget(1_000);
    Percentiles percentiles = new Percentiles(budget);
    for (int i = 0; i < 1_000; i++) {
      percentiles.add(i);
    }
    assertThat(budget.left()).isEqualTo(200);

    percentiles.release();
    percentiles.release();

    assertThat(budget.left()).isEqualTo(1_000);
    assertThat(percentiles.at(1)).containsExactly(999);
  }

  @Test
  void sketchTakesNoMoreRoomThanWasReservedForIt() {
    Percentiles percentiles = new Percentiles(new PercentileBudget(1_000));
    for (int i = 0; i < 5_000_000; i++) {
      percentiles.add(i);
    }

    assertThat(percentiles.state().values()).hasSizeLessThanOrEqualTo(800);
  }

  @Test
  void whatIsMergedWithNoneHasNone() {
    Percentiles none = new Percentiles(new PercentileBudget(0));
    Percentiles some = new Percentiles(new PercentileBudget(1_000));
    some.add(1);

    some.merge(none);

    assertThat(some.at(0.5)).containsExactly(Double.NaN);
    assertThat(none.at(0.5)).containsExactly(Double.NaN);
    assertThat(Percentiles.of(none.state(), new PercentileBudget(9)).at(0.5))
        .containsExactly(Double.NaN);
  }

  @Test
  void askingDoesNotDisturbWhoMergesMeanwhile() throws Exception {
    ExecutorService asking = Executors.newSingleThreadExecutor();
    try {
      for (int seed = 0; seed < 2_000; seed++) {
        Percentiles closed = filled(seed, 180);
        CyclicBarrier together = new CyclicBarrier(2);
        Future<double[]> asked =
            asking.submit(
                () -> {
                  together.await();
                  return closed.at(0.5);
                });
        Percentiles corrected = new Percentiles(new PercentileBudget(10_000));
        together.await();
        corrected.merge(closed);
        asked.get();

        assertThat(corrected.state().values()).doesNotHaveDuplicates().hasSize(180);
      }
    } finally {
      asking.shutdown();
    }
  }
}
