package io.github.sensoringest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sensor that measures 0, 1, 2 ... celsius, one a second. */
class FaultySensorTest {
  private final List<SensorReading> sent = new ArrayList<>();

  @Test
  void flawlessSensorSendsWhatItMeasures() {
    FaultySensor sensor = run(plan(Map.of()), 5);

    assertThat(values()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    assertThat(sensor.made()).isEmpty();
  }

  @Test
  void dropOutSendsNothing() {
    FaultySensor sensor = run(always(Fault.DROP_OUT), 5);

    assertThat(sent).isEmpty();
    assertThat(sensor.made()).containsOnly(Map.entry(Fault.DROP_OUT, 5L));
  }

  @Test
  void stuckValueLasts() {
    FaultySensor sensor = run(always(Fault.STUCK), 6);

    assertThat(values()).containsExactly(0.0, 0.0, 0.0, 3.0, 3.0, 3.0);
    assertThat(sensor.made()).containsOnly(Map.entry(Fault.STUCK, 6L));
  }

  @Test
  void spikeIsFarOff() {
    run(always(Fault.SPIKE), 2);

    assertThat(values()).containsExactly(1000.0, 1001.0);
  }

  @Test
  void driftMovesFurtherWithEachReading() {
    FaultySensor sensor = run(always(Fault.DRIFT), 3);

    assertThat(values()).as("0.5, 1 and then anew").containsExactly(0.5, 2.0, 2.5);
    assertThat(sensor.made()).containsOnly(Map.entry(Fault.DRIFT, 3L));
  }

  @Test
  void burstAddsReadingsAMillisecondApart() {
    run(always(Fault.BURST), 1);

    assertThat(sent)
        .extracting(SensorReading::epochNanos)
        .containsExactly(0L, 1_000_000L, 2_000_000L);
    assertThat(values()).containsOnly(0.0);
  }

  @Test
  void duplicateIsSentTwice() {
    run(always(Fault.DUPLICATE), 2);

    assertThat(sent).hasSize(4);
    assertThat(sent.get(0)).isEqualTo(sent.get(1));
  }

  @Test
  void lateReadingKeepsItsTimeAndComesWhenItIsDue() {
    FaultySensor sensor = new FaultySensor(always(Fault.LATE), 1);

    List<SensorReading> first = sensor.next(measured(0));
    List<SensorReading> second = sensor.next(measured(1));
    List<SensorReading> third = sensor.next(measured(2));

    assertThat(first).isEmpty();
    assertThat(second).isEmpty();
    assertThat(third).containsExactly(measured(0));
    assertThat(sensor.rest()).containsExactly(measured(1), measured(2));
    assertThat(sensor.rest()).isEmpty();
  }

  @Test
  void outOfOrderReadingComesAfterTheNextOne() {
    FaultySensor sensor = new FaultySensor(plan(Map.of(Fault.OUT_OF_ORDER, 0.5)), 3);
    for (int i = 0; i < 200; i++) {
      sent.addAll(sensor.next(measured(i)));
    }
    sent.addAll(sensor.rest());

    assertThat(sent).hasSize(200).doesNotHaveDuplicates();
    assertThat(values()).isNotEqualTo(values().stream().sorted().toList());
    for (int i = 0; i < 200; i++) {
      assertThat(Math.abs(sent.get(i).value() - i)).as("place of " + i).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void skewedClockDatesAnotherTime() {
    run(always(Fault.CLOCK_SKEW), 1);

    assertThat(sent.get(0).epochNanos()).isEqualTo(Duration.ofMinutes(-10).toNanos());
  }

  @Test
  void wrongUnitAndNotANumber() {
    run(plan(Map.of(Fault.WRONG_UNIT, 1.0, Fault.NOT_A_NUMBER, 1.0)), 1);

    assertThat(sent.get(0).unit()).isEqualTo("fahrenheit");
    assertThat(sent.get(0).value()).isNaN();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void faultHappensAboutAsOftenAsItsRateSays(Fault fault) {
    FaultPlan plan = plan(Map.of(fault, 0.1));
    FaultySensor sensor = run(plan, 10_000);

    long begun =
        sensor.made().get(fault)
            / (fault == Fault.STUCK ? plan.stuckFor() : 1)
            / (fault == Fault.DRIFT ? plan.driftFor() : 1);
    // 1,000 are expected, with a standard deviation of 30; lasting ones leave less to begin at.
    assertThat(begun).isBetween(700L, 1_150L);
  }

  @Test
  void sameSeedMakesTheSameFaults() {
    FaultPlan plan = plan(Map.of(Fault.SPIKE, 0.3, Fault.LATE, 0.3, Fault.DROP_OUT, 0.3));

    run(plan, 100);
    List<SensorReading> first = List.copyOf(sent);
    sent.clear();
    run(plan, 100);

    assertThat(sent).isEqualTo(first);
  }

  @Test
  void nothingIsLostButDropOuts() {
    FaultPlan plan =
        plan(
            Map.of(
                Fault.LATE,
                0.3,
                Fault.OUT_OF_ORDER,
                0.3,
                Fault.DUPLICATE,
                0.2,
                Fault.DROP_OUT,
                0.1));

    FaultySensor sensor = run(plan, 1_000);

    assertThat(sent)
        .hasSize(
            (int) (1_000 + sensor.made().get(Fault.DUPLICATE) - sensor.made().get(Fault.DROP_OUT)));
  }

  @Test
  void rateIsAChance() {
    assertThatThrownBy(() -> plan(Map.of(Fault.SPIKE, 5.0)))
        .hasMessage("spike is 5.0: write a chance from 0 to 1, such as 0.01");
  }

  private FaultySensor run(FaultPlan plan, int readings) {
    FaultySensor sensor = new FaultySensor(plan, 7);
    for (int i = 0; i < readings; i++) {
      sent.addAll(sensor.next(measured(i)));
    }
    sent.addAll(sensor.rest());
    return sensor;
  }

  private List<Double> values() {
    return sent.stream().map(SensorReading::value).toList();
  }

  private static SensorReading measured(int second) {
    return SensorReading.ofMillis("A", 1000L * second, second, "celsius");
  }

  private static FaultPlan always(Fault fault) {
    return plan(Map.of(fault, 1.0));
  }

  private static FaultPlan plan(Map<Fault, Double> rates) {
    return new FaultPlan(
        rates, 3, 1000, 0.5, 2, 2, Duration.ofSeconds(2), Duration.ofMinutes(-10), "fahrenheit");
  }
}
