package io.github.sensoringest.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a payload that is in memory: all of it, or what slides over a stream. Positions are
 * those in {@link #bytes}; each {@link #fill} may move them. Not thread-safe.
 */
final class PayloadBuffer implements Closeable {
  private static final int CHUNK = 64 * 1024;

  private final InputStream stream;
  private final long limit;
  private byte[] bytes;
  private int begin;
  private int end;

  /** How much of the payload is no longer here. */
  private long gone;

  private boolean ended;
  private boolean cutOff;

  private PayloadBuffer(InputStream stream, byte[] bytes, int end, long limit) {
    this.stream = stream;
    this.bytes = bytes;
    this.end = end;
    this.limit = limit;
  }

  /** Returns one of a payload that is all here; it is not copied. */
  static PayloadBuffer of(byte[] payload, long maxPayload) {
    long limit = maxPayload == 0 ? Long.MAX_VALUE : maxPayload;
    PayloadBuffer buffer =
        new PayloadBuffer(null, payload, (int) Math.min(payload.length, limit), limit);
    buffer.ended = true;
    buffer.cutOff = payload.length > limit;
    return buffer;
  }

  static PayloadBuffer of(InputStream payload, long maxPayload) {
    long limit = maxPayload == 0 ? Long.MAX_VALUE : maxPayload;
    return new PayloadBuffer(payload, new byte[8 * 1024], 0, limit);
  }

  /** Returns whether the payload never was a stream. */
  boolean isWhole() {
    return stream == null;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns the position of the first byte that matters, before anything was read on. */
  int begin() {
    return begin;
  }

  /** Reads so many bytes, or all that there are; only at the beginning. */
  void need(int count) throws IOException {
    while (end < count && fill(0) >= 0) {
      // More may come.
    }
  }

  boolean startsWith(char first) {
    return end > begin && bytes[begin] == first;
  }

  /** The mark says that it is UTF-8, which it is anyway. */
  void skipByteOrderMark() throws IOException {
    need(3);
    if (begin == 0
        && end >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf) {
      begin = 3;
    }
  }

  /** Returns the position behind the last byte that is here. */
  int end() {
    return end;
  }

  /** Returns where in the payload the byte at the position is. */
  long offset(int position) {
    return gone + position;
  }

  /** Returns the position of a byte of the payload; below 0 if it is no longer here. */
  int position(long offset) {
    return (int) Math.max(-1, offset - gone);
  }

  /** Returns whether the payload is longer than was allowed, and its rest is left out. */
  boolean isCutOff() {
    return cutOff;
  }

  /**
   * Reads more, and keeps all from the position on. What was at {@code keep} is at {@code keep -
   * (moved)} afterwards.
   *
   * @return how far everything was moved to the front; -1 at the end of the payload
   */
  int fill(int keep) throws IOException {
    if (ended) {
      return -1;
    }
    int moved = 0;
    if (keep > 0 && (keep == end || end == bytes.length)) {
      System.arraycopy(bytes, keep, bytes, 0, end - keep);
      end -= keep;
      gone += keep;
      moved = keep;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(CHUNK, 2 * bytes.length));
    }
    long allowed = limit - gone - end;
    if (allowed <= 0) {
      ended = true;
      cutOff = stream.read() >= 0;
      return finished(moved);
    }
    int read = stream.read(bytes, end, (int) Math.min(allowed, bytes.length - end));
    if (read < 0) {
      ended = true;
      return finished(moved);
    }
    end += read;
    return moved;
  }

  /** Lets go of all that is here and to come; returns where in the payload that ends. */
  long skipRest() throws IOException {
    int here;
    do {
      here = end;
    } while (fill(here) >= 0);
    return offset(end);
  }

  /** The end was reached after all was moved: tell of the move first. */
  private static int finished(int moved) {
    return moved > 0 ? moved : -1;
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
