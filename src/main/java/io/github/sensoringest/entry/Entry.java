package io.github.sensoringest.entry;

import io.github.sensoringest.config.Durations;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.format.Decoders;
import io.github.sensoringest.format.Decoding;
import io.github.sensoringest.format.Payloads;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.Admission;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Incoming;
import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Replayed;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.TimeLimits;
import io.github.sensoringest.reading.Windowing;
import io.github.sensoringest.rejected.Rejections;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The one gate: turns what a sensor's route sends into a {@link ReadingBatch}, refuses what is no
 * usable reading, and counts both. Accepts a {@link SensorReading}, a collection or an array of
 * them, and a plain number, which is a reading of the sensor that the route is named for, taken
 * now; a text, bytes, a stream or a file, which are decoded as the source does that elsewhere, or
 * by what they look like; and a {@link Replayed} with any of these in it, as if its source had sent
 * that. If nothing good is left, the message goes no further. Thread-safe.
 */
final class Entry implements Processor {
  /** How each source last had its readings windowed, if not as the gateway does. */
  private final Map<String, Windowing> windowings = new ConcurrentHashMap<>();

  private final Ledger ledger;
  private final Rejections rejections;
  private final FirstReadings firstReadings;
  private final Decoders decoders;
  private final Clock clock;
  private final Settings settings;
  private final TimeLimits timeLimits;

  Entry(
      Settings settings,
      Ledger ledger,
      Rejections rejections,
      FirstReadings firstReadings,
      Decoders decoders,
      Clock clock) {
    this.decoders = decoders;
    this.settings = settings;
    this.ledger = ledger;
    this.rejections = rejections;
    this.firstReadings = firstReadings;
    this.clock = clock;
    this.timeLimits = TimeLimits.of(settings.entryMaxAge(), settings.entryMaxAhead());
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Message message = exchange.getMessage();
    Object body = message.getBody();
    String contentType = Payloads.isIn(body) ? Payloads.contentType(exchange) : null;
    if (message.hasHeaders()) {
      // What comes from outside must not steer the components behind the entry.
      message.removeHeaders("*");
    }
    String source = Incoming.source(exchange.getFromRouteId());
    Windowing windowing = exchange.getProperty(Windowing.PROPERTY, Windowing.class);
    Map<String, String> attributes = null;
    if (body instanceof Replayed replayed) {
      source = replayed.source();
      body = replayed.body();
      windowing = windowings.get(source);
      attributes = new HashMap<>(replayed.attributes());
      attributes.put(Decoding.SOURCE, source);
    } else {
      note(source, windowing);
    }
    if (Payloads.isIn(body)) {
      body =
          Payloads.decoded(
              exchange,
              decoders.of(source),
              body,
              contentType,
              attributes == null ? Payloads.attributes(exchange) : attributes);
    }
    long nowMillis = clock.millis();
    Object[] candidates = Incoming.candidates(source, body, nowMillis);
    Admission admission = exchange.getProperty(Admission.PROPERTY, Admission.class);
    ReadingBatch batch = admit(source, windowing, candidates, nowMillis, admission);
    if (batch == null) {
      exchange.setRouteStop(true);
      return;
    }
    firstReadings.show(batch);
    message.setBody(batch);
  }

  /** So that what is replayed comes into the same windows as what its source sends. */
  private void note(String source, Windowing windowing) {
    if (windowing != null) {
      if (windowings.get(source) != windowing) {
        windowings.put(source, windowing);
      }
    } else if (!windowings.isEmpty()) {
      windowings.remove(source);
    }
  }

  /** Returns the good readings among the candidates, or null if there are none. */
  private ReadingBatch admit(
      String source,
      Windowing windowing,
      Object[] candidates,
      long nowMillis,
      Admission admission) {
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
        refuse(source, candidate, nowMillis, admission);
      }
    }
    if (admission != null) {
      admission.accept(count);
    }
    if (count == 0) {
      return null;
    }
    SensorReading[] kept = count == good.length ? good : Arrays.copyOf(good, count);
    return new ReadingBatch(source, windowing, kept, earliest, latest);
  }

  private boolean isGood(SensorReading reading, long nowMillis) {
    return reading.sensorId() != null
        && !reading.sensorId().isBlank()
        && Double.isFinite(reading.value())
        && timeLimits.allow(reading.epochNanos(), EpochNanos.ofMillis(nowMillis));
  }

  private void refuse(String source, Object candidate, long nowMillis, Admission admission) {
    if (candidate instanceof Malformed malformed) {
      reject(
          admission,
          source,
          RejectReason.MALFORMED,
          malformed.position() + ": " + malformed.problem(),
          malformed);
    } else if (!(candidate instanceof SensorReading reading)) {
      String detail =
          candidate == null
              ? "nothing came where a reading was expected"
              : "a " + candidate.getClass().getName() + " is no reading";
      reject(admission, source, RejectReason.NOT_A_READING, detail, candidate);
    } else if (reading.sensorId() == null || reading.sensorId().isBlank()) {
      reject(
          admission, source, RejectReason.NO_SENSOR_ID, "a reading without a sensor id", reading);
    } else if (!Double.isFinite(reading.value())) {
      reject(
          admission,
          source,
          RejectReason.NOT_FINITE,
          Printable.of(reading.sensorId()) + " reported " + reading.value(),
          reading);
    } else {
      boolean ahead = reading.epochNanos() > EpochNanos.ofMillis(nowMillis);
      reject(
          admission,
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

  private void reject(
      Admission admission, String source, RejectReason reason, String detail, Object payload) {
    if (admission != null) {
      admission.refuse(reason, detail);
    }
    rejections.reject(source, reason, detail, payload);
  }
}
