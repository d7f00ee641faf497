package io.github.sensoringest.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that grows, and gives way to a new one of the same name when it is large or old enough;
 * then it gets the time into its name. What {@link #append} has written is on the disk, and what it
 * has not written whole is taken back. Not thread-safe.
 */
final class RolledFile implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path file;
  private final long rollSize;
  private final Optional<Duration> rollEvery;
  private final int keep;
  private final Clock clock;
  private FileChannel channel;
  private long size;
  private Instant begun;

  /**
   * Creates one; nothing is touched before something is written.
   *
   * @param rollSize how many bytes the file has at most, unless a single append has more
   * @param rollEvery how old it gets, counted in whole such times since 1970-01-01T00:00:00Z
   * @param keep how many files that have given way are kept; 0 for all
   */
  RolledFile(Path file, long rollSize, Optional<Duration> rollEvery, int keep, Clock clock) {
    this.file = file;
    this.rollSize = rollSize;
    this.rollEvery = rollEvery;
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * Appends lines.
   *
   * @param header the line that the file is to begin with, with its end; empty for none
   * @throws IOException if they could not be written; nothing of them is in the file then
   */
  void append(byte[] header, byte[] lines) throws IOException {
    if (channel == null) {
      open();
    }
    if (size > 0 && (size + lines.length > rollSize || isOld())) {
      roll();
    }
    try {
      long written = size == 0 ? write(header) : 0;
      written += write(lines);
      channel.force(false);
      size += written;
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  private long write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    return bytes.length;
  }

  private void open() throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      size = wholeLines();
      if (size < channel.size()) {
        // The process ended while it wrote; the sink gets these rows again.
        channel.truncate(size);
      }
      channel.position(size);
      begun = size == 0 ? clock.instant() : Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      takeBack(e);
      throw e;
    }
  }

  /** Returns up to where the file has whole lines. */
  private long wholeLines() throws IOException {
    ByteBuffer part = ByteBuffer.allocate(4096);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - part.capacity());
      part.clear().limit((int) (end - start));
      while (part.hasRemaining()) {
        if (channel.read(part, start + part.position()) < 0) {
          throw new IOException(file + " became shorter meanwhile");
        }
      }
      for (int i = part.limit() - 1; i >= 0; i--) {
        if (part.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  private boolean isOld() {
    return rollEvery.isPresent() && stretch(clock.instant()) > stretch(begun);
  }

  private long stretch(Instant moment) {
    return Math.floorDiv(moment.toEpochMilli(), Math.max(1, rollEvery.get().toMillis()));
  }

  private void roll() throws IOException {
    close();
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    String time = TIME.format(clock.instant());
    for (int i = 0; ; i++) {
      String number = i == 0 ? "" : "-" + i;
      try {
        Files.move(file, file.resolveSibling(stem + "-" + time + number + extension));
        break;
      } catch (FileAlreadyExistsException e) {
        // Two within a second.
        continue;
      }
    }
    dropOld(stem + "-", extension);
    open();
  }

  private void dropOld(String prefix, String extension) throws IOException {
    if (keep == 0) {
      return;
    }
    String digits = "\\d{8}T\\d{6}Z(-\\d+)?";
    Path folder = file.toAbsolutePath().getParent();
    List<Path> old;
    try (Stream<Path> files = Files.list(folder)) {
      old =
          files
              .filter(
                  it -> {
                    String name = it.getFileName().toString();
                    return name.startsWith(prefix)
                        && name.endsWith(extension)
                        && name.substring(prefix.length(), name.length() - extension.length())
                            .matches(digits);
                  })
              .sorted(Comparator.comparing((Path it) -> it.toFile().lastModified()).reversed())
              .skip(keep)
              .toList();
    }
    for (Path path : old) {
      Files.deleteIfExists(path);
    }
  }

  private void takeBack(IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    try {
      close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
