package io.github.sensoringest.simulate;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often a simulated sensor misbehaves, and how badly. Immutable.
 *
 * @param rates the chance of each fault at each reading, from 0 to 1; a missing one is 0
 * @param stuckFor how many readings a stuck value lasts
 * @param spikeBy what a spike adds to the value
 * @param driftBy what a drift adds to the value, more with each of its readings
 * @param driftFor how many readings a drift lasts
 * @param burstSize how many readings a burst adds, a millisecond apart
 * @param lateBy how long after it was measured a late reading is sent
 * @param skewBy what a wrong clock adds to the timestamp; may be negative
 * @param otherUnit the wrong unit
 */
public record FaultPlan(
    Map<Fault, Double> rates,
    int stuckFor,
    double spikeBy,
    double driftBy,
    int driftFor,
    int burstSize,
    Duration lateBy,
    Duration skewBy,
    String otherUnit) {

  /**
   * Checks the rates.
   *
   * @throws IllegalArgumentException if one is not from 0 to 1
   */
  public FaultPlan {
    Map<Fault, Double> copy = new EnumMap<>(Fault.class);
    copy.putAll(rates);
    copy.forEach(
        (fault, rate) -> {
          if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                fault.parameter() + " is " + rate + ": write a chance from 0 to 1, such as 0.01");
          }
        });
    rates = Collections.unmodifiableMap(copy);
  }

  /** Returns the same plan without one of the faults. */
  public FaultPlan without(Fault fault) {
    Map<Fault, Double> others = new EnumMap<>(Fault.class);
    others.putAll(rates);
    others.remove(fault);
    return new FaultPlan(
        others, stuckFor, spikeBy, driftBy, driftFor, burstSize, lateBy, skewBy, otherUnit);
  }

  /** Returns the chance of a fault at each reading. */
  public double rate(Fault fault) {
    return rates.getOrDefault(fault, 0.0);
  }

  /** Returns whether nothing ever goes wrong. */
  public boolean isFlawless() {
    return rates.values().stream().allMatch(rate -> rate == 0);
  }
}
