package io.github.sensoringest.quality;

import io.github.sensoringest.reading.Incoming;
import io.github.sensoringest.reading.SensorReading;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * The readings in a message on its way to the entry. What is no usable reading is left as it is,
 * for the entry to refuse with its reason. Not thread-safe.
 */
final class MessageReadings {
  private final Exchange exchange;
  private final Exchange origin;
  private final String source;
  private final boolean undated;
  private final Object[] candidates;

  /** What is to become of them; the array above until something changes. */
  private Object[] kept;

  private int removed;

  /**
   * Looks into a message.
   *
   * @param origins knows where it comes from
   * @param nowMillis when a bare number was measured, in epoch milliseconds
   */
  MessageReadings(Exchange exchange, Origins origins, long nowMillis) {
    this.exchange = exchange;
    origin = Origins.of(exchange);
    source = origins.source(origin);
    Object body = exchange.getMessage().getBody();
    undated = body instanceof Number;
    candidates = Incoming.candidates(source, body, nowMillis);
    kept = candidates;
  }

  /** Returns the id of the route that they come from. */
  String source() {
    return source;
  }

  /** Returns whether it is a bare number, which was dated here. */
  boolean isUndated() {
    return undated;
  }

  /** Returns how many there were, whatever has become of them. */
  int size() {
    return candidates.length;
  }

  /** Returns the reading at the index as it came; null if it is none, or the entry refuses it. */
  SensorReading get(int index) {
    return candidates[index] instanceof SensorReading reading
            && reading.sensorId() != null
            && !reading.sensorId().isBlank()
            && Double.isFinite(reading.value())
        ? reading
        : null;
  }

  void replace(int index, SensorReading reading) {
    change(index, reading);
  }

  void remove(int index) {
    // A mark that no body can hold by itself.
    change(index, this);
    removed++;
  }

  private void change(int index, Object now) {
    if (kept == candidates) {
      // Not clone: the array may be one of readings only.
      kept = Arrays.copyOf(candidates, candidates.length, Object[].class);
    }
    kept[index] = now;
  }

  /** Returns how many were removed. */
  int removed() {
    return removed;
  }

  /** Has it told what becomes of the message in the end. */
  void onCompletion(Synchronization told) {
    origin.getExchangeExtension().addOnCompletion(told);
  }

  /** Gives the message what is left; if nothing is, the message goes no further. */
  void finish() {
    if (kept == candidates) {
      return;
    }
    if (removed == candidates.length) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.getMessage().setBody(kept.length == 1 ? kept[0] : Arrays.asList(left()));
  }

  private Object[] left() {
    if (removed == 0) {
      return kept;
    }
    Object[] left = new Object[kept.length - removed];
    int count = 0;
    for (Object candidate : kept) {
      if (candidate != this) {
        left[count++] = candidate;
      }
    }
    return left;
  }
}
