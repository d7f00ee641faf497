package io.github.sensoringest.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text in another charset, as UTF-8, in constant memory. Not thread-safe. */
final class AsUtf8 extends InputStream {
  private static final int CHARS = 8 * 1024;

  private final Reader reader;
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final CharBuffer chars = CharBuffer.allocate(CHARS).limit(0);

  /** Three bytes for each character are enough, also for the two of a pair. */
  private final ByteBuffer bytes = ByteBuffer.allocate(3 * CHARS).limit(0);

  private boolean ended;

  AsUtf8(InputStream text, Charset charset) {
    reader = new InputStreamReader(text, charset);
  }

  @Override
  public int read() throws IOException {
    return await() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int size) throws IOException {
    if (size == 0) {
      return 0;
    }
    if (!await()) {
      return -1;
    }
    int count = Math.min(size, bytes.remaining());
    bytes.get(into, from, count);
    return count;
  }

  /** Sees to it that there are bytes; returns false at the end. */
  private boolean await() throws IOException {
    while (!bytes.hasRemaining() && !ended) {
      chars.compact();
      ended = reader.read(chars) < 0;
      chars.flip();
      bytes.clear();
      // The first of a pair stays until the other is there.
      encoder.encode(chars, bytes, ended);
      bytes.flip();
    }
    return bytes.hasRemaining();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
