package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void leastIsLowestAndGreatestIsHighest() {
    assertThat(Sparkline.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), 60, true))
        .isEqualTo("▁▂▃▄▅▆▇█");
  }

  @Test
  void plainCharactersStandForBlocks() {
    assertThat(Sparkline.of(List.of(-1.0, 1.0), 60, false)).isEqualTo("_#");
  }

  @Test
  void alikeNumbersAreInTheMiddle() {
    assertThat(Sparkline.of(List.of(5.0, 5.0), 60, true)).isEqualTo("▄▄");
  }

  @Test
  void whatIsNotFiniteIsABlank() {
    assertThat(Sparkline.of(List.of(1.0, Double.NaN, 2.0), 60, true)).isEqualTo("▁ █");
  }

  @Test
  void numbersFarApartDoNotOverflow() {
    assertThat(Sparkline.of(List.of(-Double.MAX_VALUE, Double.MAX_VALUE), 60, true))
        .isEqualTo("▁█");
  }

  @Test
  void moreThanTheWidthAreGrouped() {
    List<Double> rising = IntStream.range(0, 1000).mapToObj(i -> (double) i).toList();

    assertThat(Sparkline.of(rising, 8, true)).isEqualTo("▁▂▃▄▅▆▇█");
    assertThat(Sparkline.of(Collections.nCopies(1000, 1.0), 60, true)).hasSize(60);
  }
}
