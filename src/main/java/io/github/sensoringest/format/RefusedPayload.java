package io.github.sensoringest.format;

import java.io.IOException;

/** A payload of which nothing can be read, as one malformed record. */
final class RefusedPayload implements Records {
  private final PayloadBuffer buffer;
  private final String problem;
  private boolean ended;
  private long offset;

  RefusedPayload(PayloadBuffer buffer, String problem) {
    this.buffer = buffer;
    this.problem = problem;
  }

  @Override
  public Object next() throws IOException {
    if (ended) {
      return null;
    }
    ended = true;
    buffer.need(4 * Texts.LONGEST + 1);
    Object refused =
        Texts.malformed("the payload", problem, buffer.bytes(), buffer.begin(), buffer.end());
    offset = buffer.skipRest();
    return refused;
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
