package io.github.sensoringest.format;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A number as text, and nothing else. */
final class ValueRecords implements Records {
  private final PayloadBuffer buffer;
  private final Plan plan;
  private boolean ended;
  private long offset;

  ValueRecords(PayloadBuffer buffer, Plan plan) {
    this.buffer = buffer;
    this.plan = plan;
  }

  @Override
  public Object next() throws IOException {
    if (ended) {
      return null;
    }
    ended = true;
    int most = plan.options().maxRecord();
    while (buffer.end() <= most && buffer.fill(0) >= 0) {
      // A number has come when all has.
    }
    int end = buffer.end();
    offset = buffer.offset(end);
    if (isBlank(end)) {
      return null;
    }
    if (end > most) {
      offset = buffer.skipRest();
      return Texts.malformed(
          "the payload",
          "it is no number: write such as 21.5, or say with format what it is",
          "",
          true);
    }
    byte[] bytes = buffer.bytes();
    try {
      return new SensorReading(
          plan.template().fill(name -> null),
          EpochNanos.ofMillis(plan.clock().millis()),
          Values.of(
              new String(bytes, buffer.begin(), end - buffer.begin(), StandardCharsets.UTF_8)),
          plan.options().unit());
    } catch (IllegalArgumentException e) {
      return Texts.malformed(
          "the payload",
          e.getMessage() + ", or say with format what it is",
          bytes,
          buffer.begin(),
          end);
    }
  }

  private boolean isBlank(int end) {
    for (int i = buffer.begin(); i < end; i++) {
      if (buffer.bytes()[i] < 0 || buffer.bytes()[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    buffer.close();
  }
}
