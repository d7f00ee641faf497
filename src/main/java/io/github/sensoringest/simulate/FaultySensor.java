package io.github.sensoringest.simulate;

import io.github.sensoringest.reading.SensorReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Makes of a sensor's readings what a faulty one would send, and knows what it did. The same seed
 * and the same readings give the same faults. Not thread-safe.
 */
public final class FaultySensor {
  private record Held(SensorReading reading, long untilEpochNanos) {}

  private final FaultPlan plan;
  private final Random random;
  private final Map<Fault, Long> made = new EnumMap<>(Fault.class);
  private final Queue<Held> held =
      new PriorityQueue<>(Comparator.comparingLong(Held::untilEpochNanos));
  private SensorReading overtaken;
  private double stuckAt;
  private int stuckLeft;
  private int driftLeft;
  private double drift;

  /** Creates one. */
  public FaultySensor(FaultPlan plan, long seed) {
    this.plan = plan;
    this.random = new Random(seed);
  }

  /** Returns what is sent when this reading has been measured: none, one or several. */
  public List<SensorReading> next(SensorReading measured) {
    List<SensorReading> sent = new ArrayList<>();
    SensorReading waiting = overtaken;
    overtaken = null;
    if (!happens(Fault.DROP_OUT)) {
      send(spoilt(measured), sent);
    }
    if (waiting != null) {
      sent.add(waiting);
    }
    release(measured.epochNanos(), sent);
    return sent;
  }

  /** Returns what was held back and is still to be sent, when nothing more is measured. */
  public List<SensorReading> rest() {
    List<SensorReading> sent = new ArrayList<>();
    if (overtaken != null) {
      sent.add(overtaken);
      overtaken = null;
    }
    release(Long.MAX_VALUE, sent);
    return sent;
  }

  /** Returns how many readings each fault has struck; those that have struck none are left out. */
  public Map<Fault, Long> made() {
    return Collections.unmodifiableMap(made);
  }

  /** Returns the reading with what is wrong in itself. */
  private SensorReading spoilt(SensorReading measured) {
    double value = value(measured.value());
    String unit = happens(Fault.WRONG_UNIT) ? plan.otherUnit() : measured.unit();
    long time = measured.epochNanos();
    if (happens(Fault.CLOCK_SKEW)) {
      time += plan.skewBy().toNanos();
    }
    return new SensorReading(measured.sensorId(), time, value, unit, measured.flags());
  }

  private double value(double measured) {
    double value = measured;
    if (driftLeft == 0 && happens(Fault.DRIFT)) {
      driftLeft = plan.driftFor();
      drift = 0;
    } else if (driftLeft > 0) {
      count(Fault.DRIFT);
    }
    if (driftLeft > 0) {
      driftLeft--;
      drift += plan.driftBy();
      value += drift;
    }
    if (happens(Fault.SPIKE)) {
      value += plan.spikeBy();
    }
    if (stuckLeft > 0) {
      stuckLeft--;
      count(Fault.STUCK);
      value = stuckAt;
    } else if (happens(Fault.STUCK)) {
      stuckLeft = plan.stuckFor() - 1;
      stuckAt = value;
    }
    return happens(Fault.NOT_A_NUMBER) ? Double.NaN : value;
  }

  private void send(SensorReading reading, List<SensorReading> sent) {
    if (happens(Fault.LATE)) {
      held.add(new Held(reading, reading.epochNanos() + plan.lateBy().toNanos()));
      return;
    }
    if (happens(Fault.OUT_OF_ORDER)) {
      overtaken = reading;
      return;
    }
    sent.add(reading);
    if (happens(Fault.DUPLICATE)) {
      sent.add(reading);
    }
    if (happens(Fault.BURST)) {
      for (int i = 1; i <= plan.burstSize(); i++) {
        long time = reading.epochNanos() + TimeUnit.MILLISECONDS.toNanos(i);
        sent.add(
            new SensorReading(
                reading.sensorId(), time, reading.value(), reading.unit(), reading.flags()));
      }
    }
  }

  private void release(long nowEpochNanos, List<SensorReading> sent) {
    while (!held.isEmpty() && held.peek().untilEpochNanos <= nowEpochNanos) {
      sent.add(held.remove().reading);
    }
  }

  private boolean happens(Fault fault) {
    double rate = plan.rate(fault);
    // No chance is drawn for what never happens, so that one more fault leaves the others alone.
    boolean happens = rate > 0 && random.nextDouble() < rate;
    if (happens) {
      count(fault);
    }
    return happens;
  }

  private void count(Fault fault) {
    made.merge(fault, 1L, Long::sum);
  }
}
