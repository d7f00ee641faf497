package io.github.sensoringest.format;

import io.github.sensoringest.reading.Malformed;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The records of a payload; and in the end, whether some of it was left out since it is too large.
 */
final class WholePayload implements Records {
  private final Records records;
  private final PayloadBuffer buffer;
  private final long maxPayload;
  private final Map<String, String> attributes;
  private boolean ended;

  WholePayload(
      Records records, PayloadBuffer buffer, long maxPayload, Map<String, String> attributes) {
    this.records = records;
    this.buffer = buffer;
    this.maxPayload = maxPayload;
    // Where it came to is known of all that is refused.
    this.attributes = new HashMap<>(attributes);
    this.attributes.remove(Decoding.SOURCE);
  }

  @Override
  public Object next() throws IOException {
    Object next = records.next();
    if (next instanceof Malformed malformed) {
      return known(malformed);
    }
    if (next == null && !ended) {
      ended = true;
      if (buffer.isCutOff()) {
        return known(
            new Malformed(
                "byte " + maxPayload,
                "the payload is larger than maxPayload ("
                    + maxPayload
                    + " bytes), and its rest was not read: send smaller ones, or raise maxPayload",
                "",
                true));
      }
    }
    return next;
  }

  private Malformed known(Malformed malformed) {
    return attributes.isEmpty()
        ? malformed
        : new Malformed(
            malformed.position(),
            malformed.problem(),
            malformed.text(),
            malformed.cut(),
            attributes);
  }

  @Override
  public long offset() {
    return records.offset();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
