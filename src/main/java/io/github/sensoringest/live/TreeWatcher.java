package io.github.sensoringest.live;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Is told by the system when something changes in some folders or below them; links below them are
 * not followed, hidden folders left out. It may miss a change, so that somebody else must look,
 * too.
 */
final class TreeWatcher implements AutoCloseable {
  private final DirectoryWatcher watcher;
  private final CompletableFuture<Void> end;
  private volatile boolean failed;

  private TreeWatcher(Set<Path> folders, Runnable changed) throws IOException {
    watcher =
        DirectoryWatcher.builder()
            .paths(List.copyOf(folders))
            .fileHashing(false)
            .fileTreeVisitor(new VisibleFolders(folders))
            .listener(new Listener(changed))
            .build();
    end = watcher.watchAsync(TreeWatcher::startThread);
  }

  /**
   * Starts one.
   *
   * @param folders by their real names
   * @param changed called on a thread of its own, which it must not hold up
   * @throws IOException if the system does not tell of changes
   */
  static TreeWatcher start(Set<Path> folders, Runnable changed) throws IOException {
    TreeWatcher started = new TreeWatcher(folders, changed);
    if (started.end.isCompletedExceptionally()) {
      started.close();
      throw new IOException(started.reason());
    }
    return started;
  }

  private static void startThread(Runnable loop) {
    Thread thread = new Thread(loop, "routes-events");
    thread.setDaemon(true);
    thread.start();
  }

  private String reason() {
    try {
      end.join();
      return "";
    } catch (CompletionException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
    }
  }

  /** Returns whether it is still told of all changes, as far as it knows. */
  boolean isRunning() {
    return !failed && !end.isDone();
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }

  private final class Listener implements DirectoryChangeListener {
    private final Runnable changed;

    Listener(Runnable changed) {
      this.changed = changed;
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
      // A new or a gone name may be that of a folder, or of a link that leads to one.
      boolean written = event.eventType() == DirectoryChangeEvent.EventType.MODIFY;
      if (!written || event.isDirectory() || FolderWalk.isRouteFile(event.path())) {
        changed.run();
      }
    }

    @Override
    public void onException(Exception e) {
      failed = true;
      changed.run();
    }
  }

  private record VisibleFolders(Set<Path> roots) implements FileTreeVisitor {
    @Override
    public void recursiveVisitFiles(Path start, Callback onFolder, Callback onFile)
        throws IOException {
      Files.walkFileTree(
          start,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              if (FolderWalk.isHidden(folder) && !roots.contains(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              try {
                onFolder.call(folder);
              } catch (FileSystemException e) {
                // It has just gone, or may not be read; the looks will tell.
                return FileVisitResult.SKIP_SUBTREE;
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              onFile.call(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
