package io.github.sensoringest.file;

import io.github.sensoringest.format.DecodeOptions;
import io.github.sensoringest.format.Decoder;
import io.github.sensoringest.format.Format;
import io.github.sensoringest.format.Records;
import io.github.sensoringest.reading.Malformed;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** A file that is being read from some position on. Not thread-safe. */
final class OpenFile implements Closeable {
  private static final int HEAD = 1024;
  private static final int RECORDS = 5_000;

  private final Path path;
  private final Object key;
  private final FileLayout layout;
  private final Decoder decoder;
  private final Map<String, String> attributes;
  private final InputStream in;
  private final byte[] header;
  private final LinePieces lines;
  private final Records records;
  private FilePosition position;
  private long toSkip;

  /**
   * Opens the file where the position says if that is one of this file, else at its beginning.
   *
   * @param from may be null
   * @param follows whether the file may grow
   */
  OpenFile(
      Path path,
      FilePosition from,
      boolean follows,
      DecodeOptions options,
      Map<String, String> attributes)
      throws IOException {
    this.path = path;
    this.attributes = attributes;
    this.key = keyOf(path);
    FileLayout found = FileLayout.of(path, options.format());
    // What grows can only be lines.
    this.layout = follows ? new FileLayout(found.format(), true) : found;
    this.decoder = new Decoder(with(options, layout.format()), Clock.systemUTC());
    this.position = from != null && isOf(path, from) ? from : beginning(path);
    this.toSkip = position.records();
    this.header = layout.format() == Format.CSV ? firstLine(path) : new byte[0];
    this.in = FileLayout.open(path);
    try {
      if (layout.isLines()) {
        // The header goes before every piece, and so is none of them itself.
        long start = Math.max(position.offset(), header.length);
        in.skipNBytes(start);
        lines = new LinePieces(in, start, 2 * options.maxRecord());
        records = null;
      } else {
        lines = null;
        records = decoder.open(in, null, attributes);
      }
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static DecodeOptions with(DecodeOptions options, Format format) {
    return new DecodeOptions(
        format,
        options.sensorId(),
        options.unit(),
        options.names(),
        options.timestampUnit(),
        0,
        options.maxRecord());
  }

  /** Returns whether the position is one in this file as it is now. */
  static boolean isOf(Path path, FilePosition position) throws IOException {
    byte[] head = head(path, position.head());
    return position.file().equals(path.toString())
        && head.length == position.head()
        && sum(head) == position.headSum()
        && (FileLayout.isPacked(path) || Files.size(path) >= position.offset());
  }

  private static FilePosition beginning(Path path) throws IOException {
    byte[] head = head(path, HEAD);
    return new FilePosition(path.toString(), 0, 0, head.length, sum(head));
  }

  private static byte[] head(Path path, int length) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(length);
    }
  }

  private static long sum(byte[] head) {
    CRC32 sum = new CRC32();
    sum.update(head);
    return sum.getValue();
  }

  /** Returns the first line with its break, and what comments are before it. */
  private static byte[] firstLine(Path path) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(FileLayout.open(path))) {
      int next = in.read();
      while (next >= 0 && line.size() < 1 << 20) {
        line.write(next);
        if (next == '\n') {
          break;
        }
        next = in.read();
      }
    }
    return line.toByteArray();
  }

  private static Object keyOf(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  Path path() {
    return path;
  }

  /** Returns where the readings begin that {@link #next} returns next. */
  FilePosition position() {
    return position;
  }

  /** Returns whether the file has a whole line, so that it can be told what it is. */
  static boolean hasLine(Path path) throws IOException {
    byte[] line = firstLine(path);
    return line.length > 0 && line[line.length - 1] == '\n';
  }

  /** Returns whether another file has taken its name, or it has become shorter than was read. */
  boolean isReplaced() throws IOException {
    return Files.exists(path) && (isAnother() || Files.size(path) < position.offset());
  }

  /** Returns whether it is the same file, and shorter than what was read of it. */
  boolean isCut() throws IOException {
    return Files.exists(path) && !isAnother() && Files.size(path) < position.offset();
  }

  private boolean isAnother() throws IOException {
    Object now = keyOf(path);
    return now != null && key != null && !now.equals(key);
  }

  /**
   * Returns the next readings, with a {@link Malformed} in place of each that cannot be read; null
   * if there are none at the moment.
   *
   * @param last whether nothing will be added to the file, so that its last line is whole
   */
  Part next(boolean last) throws IOException {
    return lines == null ? nextRecords() : nextLines(last);
  }

  /** Readings that were read at once, and the positions before and behind them. */
  record Part(List<Object> readings, FilePosition before, FilePosition behind) {
    /** Returns the position when so many of the readings are done. */
    FilePosition after(int count) {
      return count >= readings.size()
          ? behind
          : before.at(before.offset(), before.records() + count);
    }
  }

  private Part nextLines(boolean last) throws IOException {
    byte[] piece = lines.next(last);
    if (piece == null) {
      return null;
    }
    byte[] payload = new byte[header.length + piece.length];
    System.arraycopy(header, 0, payload, 0, header.length);
    System.arraycopy(piece, 0, payload, header.length, piece.length);
    long start = lines.offset() - piece.length;
    List<Object> readings = new ArrayList<>();
    for (Object reading : decoder.decode(payload, null, attributes)) {
      readings.add(reading instanceof Malformed malformed ? placed(malformed, start) : reading);
    }
    long skip = Math.min(toSkip, readings.size());
    FilePosition before = position.at(start, skip);
    toSkip = 0;
    position = position.at(lines.offset(), 0);
    return new Part(List.copyOf(readings.subList((int) skip, readings.size())), before, position);
  }

  private Malformed placed(Malformed malformed, long start) {
    return new Malformed(
        path.getFileName() + ", " + malformed.position() + " from byte " + start + " on",
        malformed.problem(),
        malformed.text(),
        malformed.cut(),
        malformed.attributes());
  }

  private Part nextRecords() throws IOException {
    while (toSkip > 0 && records.next() != null) {
      toSkip--;
    }
    toSkip = 0;
    List<Object> readings = new ArrayList<>();
    while (readings.size() < RECORDS) {
      Object next = records.next();
      if (next == null) {
        break;
      }
      readings.add(next);
    }
    if (readings.isEmpty()) {
      return null;
    }
    FilePosition before = position;
    position = position.at(0, position.records() + readings.size());
    return new Part(readings, before, position);
  }

  /** Returns a record that says why the rest of the file cannot be read. */
  Malformed broken(IOException why) {
    return new Malformed(
        path.getFileName().toString(),
        "it cannot be read on, and what is behind is missing: " + why,
        "",
        false);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
