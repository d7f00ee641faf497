package io.github.sensoringest.window;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Windows that a stop of the gateway has cut short, kept in a file until the next start: they have
 * been handed to the sinks with what they held, and go on where the next run has readings for them.
 * Without that each restart would leave two halves of a window, one in the place of the other.
 * {@link Windows} guards it.
 */
final class CutWindows {
  private static final Logger LOG = LoggerFactory.getLogger(CutWindows.class);
  private static final int VERSION = 1;

  /** A window as the stop left it. */
  record Cut(
      String source, long start, long end, int revision, List<WindowTable.SensorState> sensors) {
    Cut {
      requireNonNull(source, "a window's source is null");
      requireNonNull(sensors, "a window's sensors are null");
    }

    static Cut of(OpenWindow window) {
      return new Cut(
          window.source(), window.start(), window.end(), window.revision(), window.table().state());
    }

    private long lastTime() {
      return sensors.stream().mapToLong(s -> s.statistics().lastTime()).max().orElse(start);
    }
  }

  /** What is in the file. */
  record Content(int version, List<Cut> windows) {
    Content {
      requireNonNull(windows, "the windows are null");
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Cut> earlier = new HashMap<>();
  private final List<OpenWindow> cut = new ArrayList<>();

  /**
   * Takes up what the file holds, and deletes it: what goes on must not go on twice. A file that
   * cannot be read is set aside, with a warning.
   */
  void load(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      Content content = json.readValue(file.toFile(), Content.class);
      if (content == null) {
        throw new IOException("there is nothing in it");
      }
      if (content.version != VERSION) {
        throw new IOException("it is of version " + content.version + ", not " + VERSION);
      }
      Map<String, Cut> found = new HashMap<>();
      for (Cut window : content.windows) {
        // What cannot go on has to show now, and not when readings are on their way to it.
        WindowTable.goingOn(
            new TableLimits(Integer.MAX_VALUE, new PercentileBudget(Long.MAX_VALUE)),
            window.sensors);
        found.put(OpenWindow.firstKey(window.source, window.start, window.end), window);
      }
      Files.delete(file);
      earlier.putAll(found);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "{} cannot be taken up, so windows that the last stop cut short do not go on: {}",
          file,
          e.getMessage());
      setAside(file);
    }
  }

  private static void setAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".unreadable"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} cannot be set aside: {}", file, e.toString());
    }
  }

  /**
   * Returns the window of this stretch as the last run left it, if these readings are later than
   * all that it holds; otherwise they are a replay, which begins anew. Null if there is none.
   */
  Cut goOn(String source, long start, long end, long earliest) {
    if (earlier.isEmpty()) {
      return null;
    }
    Cut found = earlier.remove(OpenWindow.firstKey(source, start, end));
    return found == null || earliest <= found.lastTime() ? null : found;
  }

  /** Notes a window that is closed before its time. */
  void add(OpenWindow window) {
    cut.add(window);
  }

  /**
   * Writes what has been noted, and what had been cut before and may still go on; if that fails,
   * windows begin anew, with a warning.
   */
  void save(Path file, long nowEpochNanos) {
    List<Cut> all = new ArrayList<>(cut.stream().map(Cut::of).toList());
    earlier.values().stream().filter(window -> window.end > nowEpochNanos).forEach(all::add);
    if (all.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
      json.writeValue(unfinished.toFile(), new Content(VERSION, all));
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be written, so windows that this stop cuts short do not go on: {}",
          file,
          e.toString());
    }
  }
}
