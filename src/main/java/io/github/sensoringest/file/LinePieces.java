package io.github.sensoringest.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into pieces of whole lines, in bounded memory. Not thread-safe. */
final class LinePieces {
  private static final int PIECE = 256 * 1024;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[PIECE];
  private int filled;
  private long offset;
  private boolean skipping;

  /**
   * Creates one.
   *
   * @param offset how many bytes of the file are before the stream
   * @param longest how many bytes a line may have; a longer one comes cut, and its rest not at all
   */
  LinePieces(InputStream in, long offset, int longest) {
    this.in = in;
    this.offset = offset;
    this.longest = Math.max(longest, PIECE);
  }

  /** Returns how many bytes of the file are before what comes next. */
  long offset() {
    return offset;
  }

  /**
   * Returns the next lines; null if there is no whole one at the moment.
   *
   * @param last whether a line without a break at its end is one, because nothing comes any more
   */
  byte[] next(boolean last) throws IOException {
    while (true) {
      boolean ended = fill();
      int end = lastBreak();
      if (end > 0) {
        byte[] piece = take(end);
        if (!skipping) {
          return piece;
        }
        skipping = false;
        int rest = firstBreak(piece);
        if (rest < piece.length) {
          return Arrays.copyOfRange(piece, rest, piece.length);
        }
      } else if (filled == buffer.length && filled < longest) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, longest));
      } else if (filled == buffer.length) {
        byte[] piece = take(filled);
        if (!skipping) {
          skipping = true;
          return piece;
        }
      } else if (ended) {
        if (!last || filled == 0) {
          return null;
        }
        byte[] piece = take(filled);
        if (!skipping) {
          return piece;
        }
      }
    }
  }

  /** Returns whether the stream has ended, for now. */
  private boolean fill() throws IOException {
    while (filled < buffer.length) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        return true;
      }
      filled += read;
    }
    return false;
  }

  private int lastBreak() {
    int end = filled;
    while (end > 0 && buffer[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static int firstBreak(byte[] piece) {
    int end = 0;
    while (piece[end] != '\n') {
      end++;
    }
    return end + 1;
  }

  private byte[] take(int length) {
    byte[] piece = Arrays.copyOf(buffer, length);
    System.arraycopy(buffer, length, buffer, 0, filled - length);
    filled -= length;
    offset += length;
    return piece;
  }
}
