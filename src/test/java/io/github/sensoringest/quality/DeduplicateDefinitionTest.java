package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The removal of repeats, held against its definition. */
class DeduplicateDefinitionTest {
  /** A reading that arrives so long after the one before. */
  record Arrival(int sensor, int timestamp, int afterMillis) {}

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 2_000))
        .as(Arrival::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 100)
  void passesWhatHasNotPassedWithinTheHorizon(@ForAll("arrivals") List<Arrival> arrivals)
      throws Exception {
    try (TestQuality surroundings = new TestQuality()) {
      check(surroundings, arrivals);
    }
  }

  private static void check(TestQuality surroundings, List<Arrival> arrivals) throws Exception {
    DeduplicateAction action = new DeduplicateAction();
    action.setCamelContext(surroundings.context);
    action.setHorizon("5s");
    action.start();
    Map<String, Long> passedAt = new HashMap<>();
    for (Arrival arrival : arrivals) {
      surroundings.clock.advance(Duration.ofMillis(arrival.afterMillis));
      long now = surroundings.clock.millis();
      SensorReading reading =
          SensorReading.ofMillis("S" + arrival.sensor, 1_000_000 + arrival.timestamp, 1, "");
      String key = reading.sensorId() + reading.epochNanos();
      boolean isRepeat = passedAt.containsKey(key) && now - passedAt.get(key) < 5_000;

      assertThat(surroundings.pass(action, reading).isEmpty()).isEqualTo(isRepeat);
      if (!isRepeat) {
        passedAt.put(key, now);
      }
    }
  }
}
