package io.github.sensoringest.deadletter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Appends lines to the newest file of a folder, begins the next one when that is large or old
 * enough, and drops the oldest ones so that all together never take more than they may. What was
 * not written whole is taken back. Not thread-safe.
 */
final class DeadLetterStore implements AutoCloseable {
  /** A file is begun anew so often while its letters are kept, so that each goes in time. */
  private static final int FILES_IN_KEEP = 10;

  private record OldFile(Path path, long size) {}

  private final Path folder;
  private final long maxSize;
  private final long rollSize;
  private final Duration keep;
  private final Clock clock;
  private final Deque<OldFile> old = new ArrayDeque<>();
  private FileChannel channel;
  private Path path;
  private long number;
  private long size;
  private long oldSize;
  private long begunMillis;
  private long dropped;

  /**
   * Creates one; nothing is touched before something is written.
   *
   * @param maxSize how many bytes all files may take together
   * @param rollSize how large a file gets
   */
  DeadLetterStore(Path folder, long maxSize, long rollSize, Duration keep, Clock clock) {
    this.folder = folder;
    this.maxSize = maxSize;
    this.rollSize = Math.min(rollSize, maxSize / 2);
    this.keep = keep;
    this.clock = clock;
  }

  /** Returns whether so many bytes can be appended at once. */
  boolean fits(int bytes) {
    return bytes <= maxSize / 2;
  }

  /**
   * Appends lines, at most half of the largest size.
   *
   * @throws IOException if they could not be written; the next call tries to begin anew
   */
  void append(byte[] lines) throws IOException {
    try {
      if (channel == null) {
        open();
      }
      if (size > 0 && (size + lines.length > rollSize || isOld())) {
        roll();
      }
      dropOld(lines.length);
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      size += lines.length;
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private void open() throws IOException {
    Files.createDirectories(folder);
    old.clear();
    oldSize = 0;
    number = 0;
    for (Path file : DeadLetterFiles.list(folder)) {
      number = DeadLetterFiles.number(file);
      old.addLast(new OldFile(file, Files.size(file)));
      oldSize += Files.size(file);
    }
    if (old.isEmpty()) {
      number = 1;
    } else {
      oldSize -= old.removeLast().size;
    }
    openFile();
    if (size > 0 && !endsWithLine()) {
      // The process ended in the middle of a line. It stays, and spoils no other.
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      size++;
    }
  }

  private void openFile() throws IOException {
    path = DeadLetterFiles.file(folder, number);
    channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    size = channel.size();
    channel.position(size);
    begunMillis = clock.millis();
  }

  private boolean endsWithLine() throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, size - 1);
    return last.get(0) == '\n';
  }

  private boolean isOld() {
    return clock.millis() - begunMillis >= Math.max(1_000, keep.toMillis() / FILES_IN_KEEP);
  }

  private void roll() throws IOException {
    channel.close();
    old.addLast(new OldFile(path, size));
    oldSize += size;
    number++;
    openFile();
  }

  private void dropOld(int more) throws IOException {
    while (!old.isEmpty() && (oldSize + size + more > maxSize || isExpired(old.getFirst().path))) {
      OldFile first = old.getFirst();
      long lines = lines(first.path);
      Files.deleteIfExists(first.path);
      old.removeFirst();
      oldSize -= first.size;
      dropped += lines;
    }
  }

  private boolean isExpired(Path file) throws IOException {
    return Files.exists(file)
        && clock.millis() - Files.getLastModifiedTime(file).toMillis() > keep.toMillis();
  }

  private static long lines(Path file) throws IOException {
    if (Files.notExists(file)) {
      return 0;
    }
    long lines = 0;
    byte[] part = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(part); length >= 0; length = in.read(part)) {
        for (int i = 0; i < length; i++) {
          if (part[i] == '\n') {
            lines++;
          }
        }
      }
    }
    return lines;
  }

  private void takeBack(IOException cause) {
    if (channel != null) {
      try {
        channel.truncate(size);
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
      try {
        channel.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
      channel = null;
    }
  }

  /** Returns how many letters have been dropped. */
  long dropped() {
    return dropped;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
