package io.github.sensoringest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EpochNanosTest {
  @Property
  void momentComesBackToTheNanosecond(@ForAll long epochNanos) {
    // The first half second that fits is given up to the overflow of the sum on the way.
    if (epochNanos >= Long.MIN_VALUE + 1_000_000_000L) {
      assertThat(EpochNanos.of(EpochNanos.toInstant(epochNanos))).isEqualTo(epochNanos);
    }
  }

  @Test
  void momentsThatDoNotFitBecomeTheNearestThatDoes() {
    assertThat(EpochNanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(EpochNanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(EpochNanos.ofMillis(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(EpochNanos.ofMillis(Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void timesBefore1970AreNegative() {
    assertThat(EpochNanos.of(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
    assertThat(EpochNanos.toInstant(-1)).isEqualTo(Instant.EPOCH.minusNanos(1));
  }
}
