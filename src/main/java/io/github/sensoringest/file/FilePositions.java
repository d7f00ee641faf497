package io.github.sensoringest.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each source has read its files. Once told a folder, it keeps that there, a small file for
 * each source, written twice a second at most; before that, and in a trial, it forgets all with the
 * process. Thread-safe.
 */
final class FilePositions {
  private static final Logger LOG = LoggerFactory.getLogger(FilePositions.class);
  private static final long WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Kept> bySource = new HashMap<>();
  private Path folder;

  private static final class Kept {
    private FilePosition position;
    private boolean written;
    private long writtenNanos = System.nanoTime() - WRITE_NANOS;
  }

  synchronized void keepIn(Path kept) {
    folder = kept;
  }

  /** Returns how far the source has come; empty if it has not begun. */
  synchronized Optional<FilePosition> of(String source) {
    Kept kept = bySource.get(source);
    if (kept != null) {
      return Optional.of(kept.position);
    }
    if (folder == null || !Files.exists(file(source))) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(file(source).toFile(), FilePosition.class));
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be read, so {} begins at the beginning: {}",
          file(source),
          source,
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Notes how far the source has come, and writes it down now or soon. */
  synchronized void reached(String source, FilePosition position) {
    Kept kept = bySource.computeIfAbsent(source, it -> new Kept());
    kept.position = position;
    kept.written = false;
    if (System.nanoTime() - kept.writtenNanos >= WRITE_NANOS) {
      write(source, kept);
    }
  }

  /** Writes down what has not been yet. */
  synchronized void flush(String source) {
    Kept kept = bySource.get(source);
    if (kept != null && !kept.written) {
      write(source, kept);
    }
  }

  private void write(String source, Kept kept) {
    kept.written = true;
    kept.writtenNanos = System.nanoTime();
    if (folder == null) {
      return;
    }
    Path file = file(source);
    try {
      Files.createDirectories(folder);
      Path next = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(next, json.writeValueAsBytes(kept.position));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn("How far {} has read cannot be kept in {}: {}", source, file, e.toString());
    }
  }

  private Path file(String source) {
    return folder.resolve(URLEncoder.encode(source, StandardCharsets.UTF_8) + ".json");
  }
}
