package io.github.sensoringest.quality;

import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Numbers;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.QualityFlag;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Holds readings against limits, and tags, refuses or raises alarms as they say. Sensors of
 * different sources are different ones, whatever their ids. Thread-safe: those of one source wait
 * for each other.
 */
final class QualityChecks {
  private static final QualityFlag[] FLAGS = QualityFlag.values();

  /** What depends on the value, which means nothing in a wrong unit. */
  private static final int ABOUT_THE_VALUE =
      QualityFlag.BELOW_MIN.bit()
          | QualityFlag.ABOVE_MAX.bit()
          | QualityFlag.STEP.bit()
          | QualityFlag.RATE.bit()
          | QualityFlag.STUCK.bit();

  private static final int ABOUT_A_CHANGE =
      QualityFlag.STEP.bit() | QualityFlag.RATE.bit() | QualityFlag.STUCK.bit();

  private static final int OUT_OF_RANGE = QualityFlag.BELOW_MIN.bit() | QualityFlag.ABOVE_MAX.bit();

  private final QualityLimits limits;
  private final ExpectedUnit unit;
  private final int rejecting;
  private final int alarming;
  private final boolean remembers;
  private final Quality quality;
  private final Alarms.Watcher watcher;
  private final Map<String, SensorMemory<SensorTrack>> sources = new ConcurrentHashMap<>();

  QualityChecks(QualityLimits limits, Quality quality) {
    this.limits = limits;
    this.unit = limits.unit().orElse(null);
    this.rejecting = limits.bits(OnFinding.REJECT);
    this.alarming = limits.bits(OnFinding.ALARM);
    this.remembers = limits.compares() || alarming != 0;
    this.quality = quality;
    this.watcher = quality.watcher();
  }

  /** Checks all readings of a message. */
  void check(MessageReadings readings, long nowMillis) {
    SensorMemory<SensorTrack> memory = memory(readings.source());
    long nowNanos = quality.nowNanos();
    long epochNanos = EpochNanos.ofMillis(nowMillis);
    synchronized (memory) {
      for (int i = 0; i < readings.size(); i++) {
        SensorReading reading = readings.get(i);
        if (reading != null) {
          SensorTrack track = remembers ? memory.of(reading.sensorId(), nowNanos) : null;
          check(readings, i, reading, track, epochNanos);
        }
      }
    }
  }

  private SensorMemory<SensorTrack> memory(String source) {
    SensorMemory<SensorTrack> memory = sources.get(source);
    return memory != null
        ? memory
        : sources.computeIfAbsent(
            source,
            name ->
                new SensorMemory<>(
                    name, "quality-action", SensorTrack::new, it -> forget(name, it)));
  }

  private void check(
      MessageReadings readings, int index, SensorReading reading, SensorTrack track, long now) {
    int found = 0;
    double value = reading.value();
    boolean convert = false;
    if (unit != null) {
      String given = reading.unit();
      // A reading that names no unit is taken to be in the expected one.
      if (given == null || given.isEmpty()) {
        convert = true;
      } else if (!given.equals(unit.name())) {
        DoubleUnaryOperator conversion = unit.from(given);
        if (conversion == ExpectedUnit.NONE) {
          found = QualityFlag.WRONG_UNIT.bit();
        } else {
          convert = true;
          value = conversion.applyAsDouble(value);
        }
      }
    }
    if (limits.maxSkewNanos() > 0 && Math.abs(reading.epochNanos() - now) > limits.maxSkewNanos()) {
      found |= QualityFlag.CLOCK_SKEW.bit();
    }
    // What came late, or is refused for its time, is no measure for what comes in order.
    boolean comparable =
        track != null
            && limits.compares()
            && quality.isTimely(reading, now)
            && track.isComparable(reading.epochNanos());
    int unknown = 0;
    if ((found & QualityFlag.WRONG_UNIT.bit()) == 0) {
      found |= checkValue(reading, track, value, comparable);
    } else {
      unknown = ABOUT_THE_VALUE;
    }
    if (track != null && (track.raised() | (found & alarming)) != 0) {
      if (unknown == 0 && !comparable) {
        unknown = ABOUT_A_CHANGE;
      }
      alarm(readings.source(), reading, track, value, found, unknown);
    }
    if ((found & rejecting) != 0) {
      reject(readings, index, reading, track, value, found & rejecting);
    } else if (convert || found != 0) {
      readings.replace(
          index,
          new SensorReading(
              reading.sensorId(),
              reading.epochNanos(),
              value,
              convert ? unit.name() : reading.unit(),
              reading.flags() | found));
    }
    if (comparable) {
      remember(reading, track, value, found);
    }
  }

  private int checkValue(
      SensorReading reading, SensorTrack track, double value, boolean comparable) {
    int found = 0;
    // Comparisons with a limit that is none, which is NaN, are false.
    if (value < limits.min()) {
      found = QualityFlag.BELOW_MIN.bit();
    } else if (value > limits.max()) {
      found = QualityFlag.ABOVE_MAX.bit();
    }
    if (comparable) {
      found |= track.compare(value, reading.epochNanos(), limits);
    }
    return found;
  }

  /** What is out of range is no measure for the next. */
  private void remember(SensorReading reading, SensorTrack track, double value, int found) {
    if ((found & (OUT_OF_RANGE | QualityFlag.WRONG_UNIT.bit())) == 0) {
      track.remember(value, reading.epochNanos());
    }
  }

  private void reject(
      MessageReadings readings,
      int index,
      SensorReading reading,
      SensorTrack track,
      double value,
      int found) {
    QualityFlag flag = FLAGS[Integer.numberOfTrailingZeros(found)];
    readings.remove(index);
    quality.reject(
        readings.source(),
        reason(flag),
        Printable.of(reading.sensorId()) + ": " + describe(flag, reading, track, value),
        reading);
  }

  private void alarm(
      String source,
      SensorReading reading,
      SensorTrack track,
      double value,
      int found,
      int unknown) {
    for (QualityFlag flag : FLAGS) {
      if ((found & alarming & flag.bit()) != 0) {
        if ((track.raised() & flag.bit()) == 0) {
          track.raise(flag);
          watcher.raise(
              source,
              reading.sensorId(),
              flag.label(),
              value,
              describe(flag, reading, track, value));
        } else {
          track.bad(flag);
        }
      } else if ((track.raised() & flag.bit()) != 0
          && (unknown & flag.bit()) == 0
          && track.good(flag) >= limits.clearAfter()) {
        track.clear(flag);
        watcher.clear(
            source,
            reading.sensorId(),
            flag.label(),
            value,
            limits.clearAfter() == 1
                ? "a reading was good"
                : limits.clearAfter() + " readings in a row were good");
      }
    }
  }

  private void forget(String source, SensorTrack track) {
    for (QualityFlag flag : FLAGS) {
      if ((track.raised() & flag.bit()) != 0) {
        watcher.clear(
            source,
            track.sensorId(),
            flag.label(),
            Double.NaN,
            "is no longer watched, as it has not been heard for long");
      }
    }
  }

  private String describe(
      QualityFlag flag, SensorReading reading, SensorTrack track, double value) {
    String shown = number(value);
    return switch (flag) {
      case BELOW_MIN -> shown + " is below the min of " + number(limits.min());
      case ABOVE_MAX -> shown + " is above the max of " + number(limits.max());
      case STEP ->
          shown
              + " is more than the maxStep of "
              + number(limits.maxStep())
              + " from "
              + number(track.last());
      case RATE ->
          "went from "
              + number(track.last())
              + " to "
              + shown
              + ", faster than the maxRate of "
              + number(limits.maxRate())
              + " a second";
      case STUCK -> "has been at " + shown + " for too long (stuckAfter)";
      case CLOCK_SKEW ->
          "is dated " + reading.timestamp() + ", too far from the clock (maxClockSkew)";
      case WRONG_UNIT ->
          "came in '" + Printable.of(reading.unit()) + "', which is no " + unit.name();
    };
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Numbers.readable(value) : String.valueOf(value);
  }

  private static RejectReason reason(QualityFlag flag) {
    return switch (flag) {
      case BELOW_MIN -> RejectReason.BELOW_MIN;
      case ABOVE_MAX -> RejectReason.ABOVE_MAX;
      case STEP -> RejectReason.STEP;
      case RATE -> RejectReason.RATE;
      case STUCK -> RejectReason.STUCK;
      case CLOCK_SKEW -> RejectReason.CLOCK_SKEW;
      case WRONG_UNIT -> RejectReason.WRONG_UNIT;
    };
  }

  /** Returns of how many sensors of the source something is remembered. */
  int remembered(String source) {
    SensorMemory<SensorTrack> memory = memory(source);
    synchronized (memory) {
      return memory.size();
    }
  }

  /** Checks no more. */
  void end() {
    quality.end(watcher);
  }
}
