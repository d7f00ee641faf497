package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The deadband, held against its definition. */
class DeadbandDefinitionTest {
  /** A reading, as much later than the one before. */
  record Step(int sensor, double value, int laterMillis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.doubles().between(-10, 10).ofScale(2),
            Arbitraries.integers().between(-500, 3_000))
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  /** The plain definition, which looks at all that has passed before. */
  @Property(tries = 100)
  void passesWhatTheDefinitionSays(@ForAll("steps") List<Step> steps, @ForAll boolean inOneMessage)
      throws Exception {
    try (TestQuality surroundings = new TestQuality()) {
      check(surroundings, steps, inOneMessage);
    }
  }

  private static void check(TestQuality surroundings, List<Step> steps, boolean inOneMessage)
      throws Exception {
    DeadbandAction action = new DeadbandAction();
    action.setCamelContext(surroundings.context);
    action.setAbsolute("2.5");
    action.setPercent("40");
    action.setHeartbeat("5s");
    action.start();
    List<SensorReading> came = new ArrayList<>();
    long millis = surroundings.clock.millis();
    for (Step step : steps) {
      millis += step.laterMillis;
      came.add(SensorReading.ofMillis("S" + step.sensor, millis, step.value, ""));
    }
    surroundings.clock.advance(Duration.ofMinutes(4));
    List<Object> passed = new ArrayList<>();
    if (inOneMessage) {
      passed.addAll(surroundings.pass(action, came));
    } else {
      for (SensorReading reading : came) {
        passed.addAll(surroundings.pass(action, reading));
      }
    }

    assertThat(passed).isEqualTo(naive(came));
    assertThat(surroundings.balance().suppressedInAll()).isEqualTo(came.size() - passed.size());
  }

  private static List<SensorReading> naive(List<SensorReading> came) {
    List<SensorReading> passed = new ArrayList<>();
    for (SensorReading reading : came) {
      List<SensorReading> before =
          passed.stream().filter(it -> it.sensorId().equals(reading.sensorId())).toList();
      SensorReading last = before.isEmpty() ? null : before.get(before.size() - 1);
      long latest = before.stream().mapToLong(SensorReading::epochNanos).max().orElse(0);
      double distance = last == null ? 0 : Math.abs(reading.value() - last.value());
      if (last == null
          || distance >= 2.5
          || distance > 0 && distance >= 40.0 / 100 * Math.abs(last.value())
          || reading.epochNanos() - latest >= 5_000_000_000L) {
        passed.add(reading);
      }
    }
    return passed;
  }
}
