package io.github.sensoringest.deadletter;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Keeps what is refused as a dead letter. Thread-safe. */
final class DeadLetters implements Processor {
  private static final int LONGEST_DETAIL = 1_000;

  private final DeadLetterLog log;
  private final Function<String, Optional<String>> fileOf;
  private final int maxPayload;
  private final Clock clock;
  private final AtomicLong next = new AtomicLong();
  private final String run;

  /**
   * Creates one.
   *
   * @param fileOf returns the route file of a source
   * @param maxPayload how many characters of a text are kept
   */
  DeadLetters(
      DeadLetterLog log, Function<String, Optional<String>> fileOf, int maxPayload, Clock clock) {
    this.log = log;
    this.fileOf = fileOf;
    this.maxPayload = maxPayload;
    this.clock = clock;
    this.run = Long.toString(clock.millis(), Character.MAX_RADIX) + '-';
  }

  @Override
  public void process(Exchange exchange) {
    Rejection rejection = (Rejection) exchange.getMessage().getBody();
    log.add(
        new DeadLetter(
            run + Long.toString(next.incrementAndGet(), Character.MAX_RADIX),
            Instant.ofEpochMilli(clock.millis()),
            rejection.source(),
            fileOf.apply(rejection.source()),
            rejection.reason().label(),
            cut(rejection.detail(), LONGEST_DETAIL),
            payload(rejection.payload())));
  }

  private Payload payload(Object refused) {
    if (refused == null) {
      return new Payload.OfNothing();
    }
    // An id of a megabyte is as good an attack as any.
    if (refused instanceof SensorReading it && fits(it.sensorId()) && fits(it.unit())) {
      return new Payload.OfReading(it);
    }
    if (refused instanceof Malformed it) {
      return new Payload.OfText(
          Payload.TEXT,
          cut(it.text(), maxPayload),
          it.cut() || !fits(it.text()),
          cut(it.attributes()));
    }
    if (refused instanceof byte[] bytes) {
      // A character has four bytes at most.
      int length = (int) Math.min(bytes.length, 4L * maxPayload + 4);
      return text(Payload.BYTES, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
    return text(refused.getClass().getName(), describe(refused));
  }

  private boolean fits(String text) {
    return text == null || text.length() <= maxPayload;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private Payload text(String type, String text) {
    return new Payload.OfText(type, cut(text, maxPayload), !fits(text));
  }

  /** A topic of a megabyte is as good an attack as an id. */
  private Map<String, String> cut(Map<String, String> attributes) {
    return attributes.values().stream().allMatch(this::fits) ? attributes : Map.of();
  }

  private static String describe(Object object) {
    try {
      return String.valueOf(object);
    } catch (RuntimeException e) {
      return "it cannot be told: " + e;
    }
  }
}
