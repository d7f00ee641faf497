package io.github.sensoringest.entry;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Replayed;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.rejected.Rejections;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The one gate: turns what a sensor's route sends into a {@link ReadingBatch}, refuses what is no
 * usable reading, and counts both. Accepts a {@link SensorReading}, a collection or an array of
 * them, and a plain number, which is a reading of the sensor that the route is named for, taken
 * now; and a {@link Replayed} with any of these in it, as if its source had sent that. If nothing
 * good is left, the message goes no further. Thread-safe.
 */
final class Entry implements Processor {
  /** The source of what no route sent. */
  static final String NO_ROUTE = "direct";

  private static final String NO_UNIT = "";

  private final Ledger ledger;
  private final Rejections rejections;
  private final FirstReadings firstReadings;
  private final Clock clock;
  private final Settings settings;
  private final long maxAgeNanos;
  private final long maxAheadNanos;

  Entry(
      Settings settings,
      Ledger ledger,
      Rejections rejections,
      FirstReadings firstReadings,
      Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.rejections = rejections;
    this.firstReadings = firstReadings;
    this.clock = clock;
    this.maxAgeNanos = settings.entryMaxAge().toNanos();
    this.maxAheadNanos = settings.entryMaxAhead().toNanos();
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    if (message.hasHeaders()) {
      // What comes from outside must not steer the components behind the entry.
      message.removeHeaders("*");
    }
    String route = exchange.getFromRouteId();
    String source = route == null ? NO_ROUTE : route;
    Object body = message.getBody();
    if (body instanceof Replayed replayed) {
      source = replayed.source();
      body = replayed.body();
    }
    long nowMillis = clock.millis();
    ReadingBatch batch = admit(source, body, nowMillis);
    if (batch == null) {
      exchange.setRouteStop(true);
      return;
    }
    firstReadings.show(batch);
    message.setBody(batch);
  }

  /** Returns the good readings in {@code body}, or null if there are none. */
  private ReadingBatch admit(String source, Object body, long nowMillis) {
    if (body instanceof SensorReading reading) {
      return admitOne(source, reading, nowMillis);
    }
    if (body instanceof Collection<?> collection) {
      return admitAll(source, collection.toArray(), nowMillis);
    }
    if (body instanceof Object[] array) {
      return admitAll(source, array, nowMillis);
    }
    if (body instanceof Number number) {
      SensorReading reading =
          SensorReading.ofMillis(source, nowMillis, number.doubleValue(), NO_UNIT);
      return admitOne(source, reading, nowMillis);
    }
    ledger.account(source).received(1, nowMillis);
    refuse(source, body, nowMillis);
    return null;
  }

  private ReadingBatch admitOne(String source, SensorReading reading, long nowMillis) {
    ledger.account(source).received(1, nowMillis);
    if (isGood(reading, nowMillis)) {
      long time = reading.epochNanos();
      return new ReadingBatch(source, new SensorReading[] {reading}, time, time);
    }
    refuse(source, reading, nowMillis);
    return null;
  }

  private ReadingBatch admitAll(String source, Object[] candidates, long nowMillis) {
    ledger.account(source).received(candidates.length, nowMillis);
    SensorReading[] good = new SensorReading[candidates.length];
    int count = 0;
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (Object candidate : candidates) {
      if (candidate instanceof SensorReading reading && isGood(reading, nowMillis)) {
        good[count++] = reading;
        earliest = Math.min(earliest, reading.epochNanos());
        latest = Math.max(latest, reading.epochNanos());
      } else {
        refuse(source, candidate, nowMillis);
      }
    }
    if (count == 0) {
      return null;
    }
    SensorReading[] kept = count == good.length ? good : Arrays.copyOf(good, count);
    return new ReadingBatch(source, kept, earliest, latest);
  }

  private boolean isGood(SensorReading reading, long nowMillis) {
    long age = EpochNanos.ofMillis(nowMillis) - reading.epochNanos();
    return reading.sensorId() != null
        && !reading.sensorId().isBlank()
        && Double.isFinite(reading.value())
        && age <= maxAgeNanos
        && age >= -maxAheadNanos;
  }

  private void refuse(String source, Object candidate, long nowMillis) {
    if (!(candidate instanceof SensorReading reading)) {
      String detail =
          candidate == null
              ? "nothing came where a reading was expected"
              : "a " + candidate.getClass().getName() + " is no reading";
      rejections.reject(source, RejectReason.NOT_A_READING, detail, candidate);
    } else if (reading.sensorId() == null || reading.sensorId().isBlank()) {
      rejections.reject(
          source, RejectReason.NO_SENSOR_ID, "a reading without a sensor id", reading);
    } else if (!Double.isFinite(reading.value())) {
      rejections.reject(
          source,
          RejectReason.NOT_FINITE,
          Printable.of(reading.sensorId()) + " reported " + reading.value(),
          reading);
    } else {
      boolean ahead = reading.epochNanos() > EpochNanos.ofMillis(nowMillis);
      rejections.reject(
          source,
          ahead ? RejectReason.TOO_FAR_AHEAD : RejectReason.TOO_OLD,
          Printable.of(reading.sensorId())
              + " is dated "
              + reading.timestamp()
              + (ahead
                  ? ", more than entry.max-ahead ("
                      + Durations.format(settings.entryMaxAhead())
                      + ") ahead of the clock"
                  : ", more than entry.max-age ("
                      + Durations.format(settings.entryMaxAge())
                      + ") ago"),
          reading);
    }
  }
}
