package io.github.sensoringest.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a routes folder: calls a listener with a scan of it whenever its files have changed and
 * come to rest, on one thread, one call after the other. The system's events say when to look; a
 * look now and then finds what they miss. Thread-safe, but for {@link #first}.
 */
final class FolderWatch implements AutoCloseable {
  /** So long a file must stay the same to be taken for complete. */
  static final Duration SETTLE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration PERIOD_WITHOUT_EVENTS = Duration.ofMillis(500);

  /** Looks that nothing asked for take at most one part in so many of the time. */
  private static final int SHARE = 10;

  /** One save makes several events; the look comes after them. */
  private static final Duration FLURRY = Duration.ofMillis(15);

  private static final Duration LAST_CALL = Duration.ofSeconds(10);

  private final Duration settle;
  private final Consumer<FolderScan> listener;
  private final RestingFiles files;
  private final FolderEvents events;
  private final Thread thread = new Thread(this::run, "routes-watch");
  private final BlockingQueue<Boolean> asked = new ArrayBlockingQueue<>(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean doubtAll;
  private FolderLook look;
  private boolean told;
  private Duration lookTook = Duration.ZERO;
  private long lookEnded;
  private String lastFailure = "";

  FolderWatch(Path folder, Path shipped, Duration settle, Consumer<FolderScan> listener) {
    this(folder, shipped, settle, listener, TreeWatcher::start);
  }

  /** Creates one that takes the system's events from elsewhere. */
  FolderWatch(
      Path folder,
      Path shipped,
      Duration settle,
      Consumer<FolderScan> listener,
      FolderEvents.Source source) {
    this.settle = settle;
    this.listener = listener;
    look = FolderLook.none(folder, shipped);
    files = new RestingFiles(settle);
    events = new FolderEvents(source, this::ask);
    thread.setDaemon(true);
  }

  /** Returns the folder as it is, to be called once, before the start; no listener is told. */
  FolderScan first() {
    look = look.next(files.known());
    return files.first(look, System.nanoTime());
  }

  /** Begins to tell the listener of each change since {@link #first}. */
  void start() {
    thread.start();
  }

  /** Has all files read again now; the listener is told only if one of them has changed. */
  void rescan() {
    doubtAll = true;
    ask();
  }

  private void ask() {
    asked.offer(true);
  }

  /**
   * Ends the watch. Waits for a call of the listener that is under way, for ten seconds at most; a
   * listener may call it, too.
   */
  @Override
  public void close() {
    closed.countDown();
    ask();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(LAST_CALL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void run() {
    while (isOpen()) {
      try {
        look();
        lastFailure = "";
      } catch (Throwable e) {
        // Whatever it was, the next look may go well, and the gateway runs on.
        complain(e);
      }
      try {
        pause();
      } catch (InterruptedException e) {
        LOG.debug("Nobody has a reason to interrupt this thread", e);
      }
    }
    events.close();
  }

  private void complain(Throwable e) {
    if (!lastFailure.equals(e.toString())) {
      lastFailure = e.toString();
      LOG.error("The routes folder could not be looked through", e);
    }
  }

  private void look() {
    told |= asked.poll() != null;
    long began = System.nanoTime();
    if (doubtAll) {
      doubtAll = false;
      files.doubtAll(began);
    }
    look = look.next(files.known());
    boolean missed = files.see(look, began) && !told;
    told = false;
    if (events.follow(look.watched(), missed, began)) {
      ask();
    }
    Optional<FolderScan> scan = files.rested(began);
    lookEnded = System.nanoTime();
    lookTook = Duration.ofNanos(lookEnded - began);
    scan.ifPresent(this::tell);
  }

  private void tell(FolderScan scan) {
    if (isOpen()) {
      try {
        listener.accept(scan);
      } catch (RuntimeException | Error e) {
        LOG.error("A change of the routes folder could not be taken up", e);
      }
    }
  }

  private void pause() throws InterruptedException {
    if (files.isSettling(System.nanoTime())) {
      sleep(settle);
      return;
    }
    Duration period = events.isRunning() ? PERIOD : PERIOD_WITHOUT_EVENTS;
    Duration longest = longer(period, lookTook.multipliedBy(SHARE));
    if (asked.poll(longest.toNanos(), TimeUnit.NANOSECONDS) != null) {
      told = true;
      sleep(longer(FLURRY, settle.minusNanos(System.nanoTime() - lookEnded)));
    }
  }

  private void sleep(Duration time) throws InterruptedException {
    if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.debug("The watch of the routes folder ends");
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
