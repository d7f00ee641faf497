package io.github.sensoringest.bench;

import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.Windowing;
import io.github.sensoringest.simulate.Fault;
import io.github.sensoringest.simulate.FaultPlan;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sensors with all faults, and windows of all kinds: what {@code bench --faults} sends. */
public final class FaultyWorld {
  private static final int READINGS = 1000;
  private static final int SENSORS_EACH = 5;

  /** A fault that lasts, or makes many readings, begins less often. */
  private static final double SELDOM = 0.002;

  private static final double OFTEN = 0.02;

  private FaultyWorld() {}

  /** Returns a plan for this many sensors at least. */
  public static FaultsBench.Plan plan(int sensors, long seed) {
    return new FaultsBench.Plan(
        (sensors + SENSORS_EACH - 1) / SENSORS_EACH,
        SENSORS_EACH,
        READINGS,
        Duration.ofSeconds(1),
        seed,
        faults(),
        windowings());
  }

  private static FaultPlan faults() {
    Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    for (Fault fault : Fault.values()) {
      rates.put(fault, OFTEN);
    }
    rates.put(Fault.STUCK, SELDOM);
    rates.put(Fault.DRIFT, SELDOM);
    rates.put(Fault.BURST, SELDOM);
    rates.put(Fault.WRONG_UNIT, SELDOM);
    return new FaultPlan(
        rates,
        10,
        1000,
        1,
        20,
        10,
        Duration.ofSeconds(30),
        // Dated back: one dated ahead would make all that follows it late.
        Duration.ofMinutes(-10),
        "fahrenheit");
  }

  private static List<Windowing> windowings() {
    return List.of(
        tumbling(10, LatePolicy.REJECT),
        tumbling(10, LatePolicy.DROP),
        tumbling(10, LatePolicy.CORRECT),
        tumbling(300, LatePolicy.REJECT),
        windowing(10, 4, 0, 3, LatePolicy.REJECT),
        windowing(60, 15, 0, 0, LatePolicy.CORRECT),
        windowing(10, 10, 3, 0, LatePolicy.REJECT),
        windowing(10, 10, 90, 0, LatePolicy.DROP));
  }

  private static Windowing tumbling(int length, LatePolicy late) {
    return windowing(length, length, 0, 0, late);
  }

  private static Windowing windowing(int length, int hop, int gap, int offset, LatePolicy late) {
    return new Windowing(
        Duration.ofSeconds(length),
        Duration.ofSeconds(hop),
        Duration.ofSeconds(gap),
        Duration.ofSeconds(offset),
        Duration.ofSeconds(1),
        // Nobody is to be idle because the machine is slow.
        Duration.ofDays(1),
        late);
  }
}
