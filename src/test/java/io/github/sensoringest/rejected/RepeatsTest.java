package io.github.sensoringest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private final ManualClock clock = ManualClock.atMillis(0);
  private final Repeats repeats = new Repeats(Duration.ofSeconds(10), clock);

  @Test
  void firstIsLetThrough() {
    assertThat(repeats.next("a")).hasValue(0);
  }

  @Test
  void repetitionIsHeldBackAndCounted() {
    repeats.next("a");
    assertThat(repeats.next("a")).isEmpty();
    clock.advance(Duration.ofMillis(9_999));
    assertThat(repeats.next("a")).isEmpty();
    clock.advance(Duration.ofMillis(1));

    assertThat(repeats.next("a")).hasValue(2);
  }

  @Test
  void countBeginsAnewWithEachThatIsLetThrough() {
    repeats.next("a");
    repeats.next("a");
    clock.advance(Duration.ofSeconds(10));
    repeats.next("a");
    clock.advance(Duration.ofSeconds(10));

    assertThat(repeats.next("a")).hasValue(0);
  }

  @Test
  void keysDoNotHoldEachOtherBack() {
    repeats.next("a");

    assertThat(repeats.next("b")).hasValue(0);
  }
}
