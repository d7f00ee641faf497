package io.github.sensoringest.sink;

import io.github.sensoringest.config.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Appends the rows of a sink to a file, a line each. When it returns they are on the disk; when it
 * fails none of them is in the file. The kamelet {@code file-sink} makes one for each use and says
 * what the parameters mean. Thread-safe.
 */
public class FileSink extends ServiceSupport implements Processor {
  private static final long MEGABYTE = 1024 * 1024;

  private String file = "";
  private String format = "json";
  private String rollSize = "100";
  private String rollEvery = "";
  private String keep = "0";
  private RowFormat rowFormat;
  private RolledFile rolled;

  /**
   * Takes over the parameters; later changes to them do nothing.
   *
   * @throws IllegalArgumentException if one is wrong; the message says what to write
   */
  @Override
  protected void doInit() {
    try {
      rowFormat = RowFormat.of(format.strip());
      Optional<Duration> every =
          rollEvery.isBlank()
              ? Optional.empty()
              : Optional.of(Parameters.duration("rollEvery", rollEvery));
      rolled =
          new RolledFile(
              path(file.strip()),
              Parameters.whole("rollSize", rollSize, 1L, 1_000_000L) * MEGABYTE,
              every,
              Parameters.whole("keep", keep, 0, 1_000_000),
              Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file-sink: " + e.getMessage());
    }
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (!text.isEmpty() && path.getFileName() != null) {
        return path;
      }
    } catch (InvalidPathException e) {
      // The message below says it.
    }
    throw new IllegalArgumentException(
        "file is '" + text + "': write the name of a file, such as out/windows.jsonl");
  }

  @Override
  public synchronized void process(Exchange exchange) throws IOException {
    List<?> rows = (List<?>) exchange.getMessage().getBody();
    if (rows.isEmpty()) {
      return;
    }
    rolled.append(bytes(rowFormat.headerLine(rows)), bytes(rowFormat.lines(rows)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected synchronized void doStop() throws IOException {
    rolled.close();
  }

  /** Sets the file. */
  public void setFile(String file) {
    this.file = file;
  }

  /** Sets how a row is written: {@code json}, {@code csv} or {@code line}. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** Sets how many megabytes the file has at most. */
  public void setRollSize(String rollSize) {
    this.rollSize = rollSize;
  }

  /** Sets how often a new file is begun; blank: only when it is large enough. */
  public void setRollEvery(String rollEvery) {
    this.rollEvery = rollEvery;
  }

  /** Sets how many files that have given way are kept; 0 for all. */
  public void setKeep(String keep) {
    this.keep = keep;
  }
}
