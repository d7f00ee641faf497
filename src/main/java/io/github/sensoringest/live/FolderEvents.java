package io.github.sensoringest.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link TreeWatcher} at work: on the right folders, and made anew when it missed a change
 * or ended. Not thread-safe.
 */
final class FolderEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  private static final long RENEW = Duration.ofSeconds(10).toNanos();
  private static final long RETRY = Duration.ofMinutes(1).toNanos();

  /** Starts to watch folders. */
  interface Source {
    TreeWatcher start(Set<Path> folders, Runnable changed) throws IOException;
  }

  private final Source source;
  private final Runnable changed;
  private Set<Path> folders = Set.of();
  private Optional<TreeWatcher> watcher = Optional.empty();
  private long startedAt;
  private long untilNext;
  private boolean warned;

  FolderEvents(Source source, Runnable changed) {
    this.source = source;
    this.changed = changed;
  }

  /**
   * Watches these folders from now on, by their real names.
   *
   * @param missed whether there was a change that it did not tell of
   * @return whether it began anew, and does not know what changed until now
   */
  boolean follow(Set<Path> wanted, boolean missed, long now) {
    boolean doubtful = missed || !isRunning();
    if (wanted.equals(folders) && !(doubtful && now - startedAt >= untilNext)) {
      return false;
    }
    close();
    folders = wanted;
    if (wanted.isEmpty()) {
      return false;
    }
    startedAt = now;
    start();
    return isRunning();
  }

  /** Returns whether changes are told of. */
  boolean isRunning() {
    return watcher.isPresent() && watcher.get().isRunning();
  }

  private void start() {
    try {
      watcher = Optional.of(source.start(folders, changed));
      untilNext = RENEW;
      if (warned) {
        LOG.info("The system tells of changes in the routes folder again.");
        warned = false;
      }
    } catch (IOException | LinkageError e) {
      untilNext = RETRY;
      if (!warned) {
        LOG.warn(
            "The system does not tell of changes in the routes folder, so that it is looked through"
                + " more often ({}). On Linux, raise fs.inotify.max_user_watches and"
                + " fs.inotify.max_user_instances.",
            e.getMessage());
        warned = true;
      }
    }
  }

  @Override
  public void close() {
    if (watcher.isPresent()) {
      try {
        watcher.get().close();
      } catch (IOException e) {
        LOG.debug("A watcher of the routes folder did not close", e);
      }
      watcher = Optional.empty();
    }
  }
}
