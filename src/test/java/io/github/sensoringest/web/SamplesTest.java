package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ledger.Balance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Samples samples = new Samples();

  @Test
  void rateIsThatOfTheLastMoments() {
    add(0, 0);
    add(1_000, 1_000);
    add(2_000, 1_100);
    add(3_000, 1_200);

    assertThat(samples.rate(2_000)).isEqualTo(100);
  }

  @Test
  void rateIsNothingAsLongAsThereIsNothingToCompare() {
    assertThat(samples.rate(5_000)).isZero();
    add(0, 100);
    assertThat(samples.rate(5_000)).isZero();
  }

  @Test
  void earlierSampleIsTheNewestThatIsOldEnough() {
    add(0, 0);
    add(4_000, 1);
    add(9_000, 2);
    add(10_000, 3);

    assertThat(samples.before(5_000))
        .hasValueSatisfying(it -> assertThat(it.atMillis()).isEqualTo(4_000));
    assertThat(samples.before(60_000)).hasValueSatisfying(it -> assertThat(it.atMillis()).isZero());
  }

  @Test
  void oldOnesAreForgotten() {
    add(0, 0);
    add(1, 0);
    add(Samples.KEPT_MILLIS + 1, 0);

    assertThat(samples.all())
        .extracting(Sample::atMillis)
        .containsExactly(1L, Samples.KEPT_MILLIS + 1);
  }

  private void add(long atMillis, long received) {
    Balance total = new Balance("all", received, 0, 0, Map.of(), 0, Map.of(), received, 0, 0);
    samples.add(new Sample(atMillis, total, 0, 10, 0, 0, 0, 0));
  }
}
