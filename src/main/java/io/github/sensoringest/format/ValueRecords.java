package io.github.sensoringest.format;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A number as text, and nothing else. */
final class ValueRecords implements Records {
  private final InputStream payload;
  private final Plan plan;
  private long offset;

  ValueRecords(InputStream payload, Plan plan) {
    this.payload = payload;
    this.plan = plan;
  }

  @Override
  public Object next() throws IOException {
    byte[] bytes = payload.readNBytes(plan.options().maxRecord());
    if (bytes.length == 0) {
      return null;
    }
    boolean first = offset == 0;
    offset += bytes.length;
    if (!first) {
      // The rest of what is no number; its beginning has been refused.
      return next();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return new SensorReading(
          plan.template().fill(name -> null),
          EpochNanos.of(plan.clock().instant()),
          Values.of(text),
          plan.options().unit());
    } catch (IllegalArgumentException e) {
      return Texts.malformed("the payload", e.getMessage(), bytes, 0, bytes.length);
    }
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    payload.close();
  }
}
