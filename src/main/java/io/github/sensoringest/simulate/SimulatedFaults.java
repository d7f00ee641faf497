package io.github.sensoringest.simulate;

import io.github.sensoringest.config.Parameters;
import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a simulated sensor, or a family of them, misbehave: turns the reading or the list of
 * readings in the body into what faulty sensors would send. The kamelet {@code
 * simulated-sensor-source} makes one for each sensor and says what the parameters mean; {@link
 * #start} checks them. Says at the end what it did. Not thread-safe: one timer thread calls it.
 */
public class SimulatedFaults implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedFaults.class);

  private static final int MOST_IN_A_BURST = 1_000_000;

  private final Map<String, FaultySensor> sensors = new HashMap<>();
  private final Map<Fault, String> rates = new EnumMap<>(Fault.class);
  private String stuckFor = "10";
  private String spikeBy = "1000";
  private String driftBy = "1";
  private String driftFor = "20";
  private String burstSize = "10";
  private String lateBy = "30s";
  private String skewBy = "1h";
  private String otherUnit = "unknown";
  private String seed = "";
  private FaultPlan plan;
  private long firstSeed;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  public void start() {
    Map<Fault, Double> numbers = new EnumMap<>(Fault.class);
    rates.forEach((fault, text) -> numbers.put(fault, Parameters.number(fault.parameter(), text)));
    plan =
        new FaultPlan(
            numbers,
            Parameters.whole("stuckFor", stuckFor, 1, Integer.MAX_VALUE),
            Parameters.number("spikeBy", spikeBy),
            Parameters.number("driftBy", driftBy),
            Parameters.whole("driftFor", driftFor, 1, Integer.MAX_VALUE),
            Parameters.whole("burstSize", burstSize, 1, MOST_IN_A_BURST),
            Parameters.duration("lateBy", lateBy),
            Parameters.signedDuration("skewBy", skewBy),
            otherUnit);
    firstSeed =
        seed.isBlank()
            ? ThreadLocalRandom.current().nextLong()
            : Parameters.whole("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public void process(Exchange exchange) {
    if (plan.isFlawless()) {
      return;
    }
    Object body = exchange.getMessage().getBody();
    List<SensorReading> sent = new ArrayList<>();
    if (body instanceof SensorReading reading) {
      sent.addAll(sensor(reading).next(reading));
    } else if (body instanceof List<?> readings) {
      for (Object reading : readings) {
        SensorReading measured = (SensorReading) reading;
        sent.addAll(sensor(measured).next(measured));
      }
    }
    if (exchange.getProperty(SimulatedSensor.LAST, false, Boolean.class)) {
      sensors.values().forEach(sensor -> sent.addAll(sensor.rest()));
      LOG.info("{} has made these faults: {}", exchange.getFromRouteId(), made());
    }
    if (sent.isEmpty()) {
      exchange.setRouteStop(true);
    } else {
      exchange
          .getMessage()
          .setBody(sent.size() == 1 ? sent.get(0) : Collections.unmodifiableList(sent));
    }
  }

  private FaultySensor sensor(SensorReading reading) {
    FaultySensor sensor = sensors.get(reading.sensorId());
    if (sensor == null) {
      // Far from the seed of the values, which the same parameter sets.
      sensor = new FaultySensor(plan, ~Simulation.seedOf(firstSeed, sensors.size()));
      sensors.put(reading.sensorId(), sensor);
    }
    return sensor;
  }

  /** Returns how many readings each fault has struck. */
  private String made() {
    Map<Fault, Long> all = new EnumMap<>(Fault.class);
    sensors
        .values()
        .forEach(sensor -> sensor.made().forEach((fault, n) -> all.merge(fault, n, Long::sum)));
    StringBuilder text = new StringBuilder();
    all.forEach(
        (fault, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(fault.parameter())
                .append(' ')
                .append(count));
    return text.isEmpty() ? "none" : text.toString();
  }

  /** Sets the chance that it does not make a reading at all. */
  public void setDropOut(String rate) {
    rates.put(Fault.DROP_OUT, rate);
  }

  /** Sets the chance that it stays at a value for stuckFor readings. */
  public void setStuck(String rate) {
    rates.put(Fault.STUCK, rate);
  }

  /** Sets the chance that it adds spikeBy to a value. */
  public void setSpike(String rate) {
    rates.put(Fault.SPIKE, rate);
  }

  /** Sets the chance that it moves away by driftBy with each of driftFor readings. */
  public void setDrift(String rate) {
    rates.put(Fault.DRIFT, rate);
  }

  /** Sets the chance that it sends burstSize more readings at once, a millisecond apart. */
  public void setBurst(String rate) {
    rates.put(Fault.BURST, rate);
  }

  /** Sets the chance that it sends a reading twice. */
  public void setDuplicate(String rate) {
    rates.put(Fault.DUPLICATE, rate);
  }

  /** Sets the chance that it sends a reading only lateBy after it was measured. */
  public void setLate(String rate) {
    rates.put(Fault.LATE, rate);
  }

  /** Sets the chance that it sends a reading after the one that was measured next. */
  public void setOutOfOrder(String rate) {
    rates.put(Fault.OUT_OF_ORDER, rate);
  }

  /** Sets the chance that it dates a reading skewBy off. */
  public void setClockSkew(String rate) {
    rates.put(Fault.CLOCK_SKEW, rate);
  }

  /** Sets the chance that it gives a reading the unit otherUnit. */
  public void setWrongUnit(String rate) {
    rates.put(Fault.WRONG_UNIT, rate);
  }

  /** Sets the chance that it sends a value that is no number. */
  public void setNotANumber(String rate) {
    rates.put(Fault.NOT_A_NUMBER, rate);
  }

  /** Sets how many readings a stuck value lasts. */
  public void setStuckFor(String stuckFor) {
    this.stuckFor = stuckFor;
  }

  /** Sets what a spike adds to the value. */
  public void setSpikeBy(String spikeBy) {
    this.spikeBy = spikeBy;
  }

  /** Sets what a drift adds to the value, more with each reading. */
  public void setDriftBy(String driftBy) {
    this.driftBy = driftBy;
  }

  /** Sets how many readings a drift lasts. */
  public void setDriftFor(String driftFor) {
    this.driftFor = driftFor;
  }

  /** Sets how many readings a burst adds. */
  public void setBurstSize(String burstSize) {
    this.burstSize = burstSize;
  }

  /** Sets how long after it was measured a late reading is sent. */
  public void setLateBy(String lateBy) {
    this.lateBy = lateBy;
  }

  /** Sets what a wrong clock adds to the timestamp. */
  public void setSkewBy(String skewBy) {
    this.skewBy = skewBy;
  }

  /** Sets the wrong unit. */
  public void setOtherUnit(String otherUnit) {
    this.otherUnit = otherUnit;
  }

  /** Sets the seed: the same one gives the same faults. Blank: different ones each time. */
  public void setSeed(String seed) {
    this.seed = seed;
  }
}
