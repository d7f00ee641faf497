package io.github.sensoringest.window;

import io.github.sensoringest.config.WindowSettings;
import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

/**
 * Knows every window that is open, and every closed one that the sinks have yet to take. Windows
 * are kept for each source by itself. A window is due when its source's watermark (the latest event
 * time seen, but no later than the clock, less the allowed lateness) has passed its end, and from
 * then on takes no reading; or when its source has been idle and the clock is past its end.
 * Thread-safe.
 */
final class Windows implements Ledger.Holder {
  private final Ledger ledger;
  private final Clock clock;
  private final WindowSettings settings;
  private final Corrections corrections;
  private final CutWindows cutWindows = new CutWindows();
  private final TableLimits limits;
  private final Map<String, SourceWindows> sources = new HashMap<>();
  private final Map<String, OpenWindow> closed = new LinkedHashMap<>();

  /** How many rows the closed windows have. */
  private long closedRows;

  Windows(WindowSettings settings, Ledger ledger, Clock clock) {
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
    this.corrections = new Corrections(settings.correctFor(), settings.correctRows());
    this.limits =
        new TableLimits(settings.maxSensors(), new PercentileBudget(settings.percentileValues()));
  }

  /** Goes on with the windows that the last run's stop has cut short. */
  synchronized void takeUp(Path file) {
    cutWindows.load(file);
  }

  /** Keeps what {@link #closeAll} has cut short for the next run. */
  synchronized void keepCut(Path file) {
    cutWindows.save(file, EpochNanos.ofMillis(clock.millis()));
  }

  /**
   * Sorts a chunk into windows, batch by batch in the order of arrival, and counts what is dropped
   * as late. Each part must come back through {@link #arrived}; until then its window stays open.
   * What the chunk says is to be refused has yet to be.
   */
  synchronized Chunk split(List<ReadingBatch> batches) {
    Chunk chunk = new Chunk();
    long nowMillis = clock.millis();
    for (ReadingBatch batch : batches) {
      sourceOf(batch).add(batch, nowMillis, chunk);
    }
    chunk.send();
    return chunk;
  }

  private SourceWindows sourceOf(ReadingBatch batch) {
    SourceWindows source = sources.get(batch.source());
    if (source == null) {
      Account account = ledger.account(batch.source());
      source =
          new SourceWindows(batch.source(), account, settings, corrections, cutWindows, limits);
      sources.put(batch.source(), source);
    }
    return source;
  }

  /** The part is in its window's table, or has been refused. */
  synchronized void arrived(WindowPart part) {
    part.window().arrived(part);
  }

  /**
   * Closes the windows that are due and returns them, the earliest first.
   *
   * @param idleToo whether the windows of idle sources are; not while readings wait before the
   *     windows, since then it is not the source that is idle
   */
  synchronized List<OpenWindow> closeDue(boolean idleToo) {
    long now = clock.millis();
    if (idleToo) {
      sources.values().forEach(source -> source.closeIfIdle(now));
    }
    return close(corrections.closeDue(now), now);
  }

  /** Closes all windows and returns them, the earliest first. For when no more readings come. */
  synchronized List<OpenWindow> closeAll() {
    sources.values().forEach(SourceWindows::closeAll);
    return close(corrections.closeAll(), clock.millis());
  }

  private List<OpenWindow> close(List<OpenWindow> corrected, long nowMillis) {
    List<OpenWindow> due = new ArrayList<>(corrected);
    corrected.forEach(window -> corrections.keep(window, nowMillis));
    sources.values().forEach(source -> source.handOverClosed(nowMillis, due::add));
    // Sessions that have become part of others have nothing left to deliver, or are in a unit of
    // their own; the aggregation has to let them go all the same.
    for (OpenWindow window : List.copyOf(due)) {
      due.addAll(window.takeOver());
    }
    due.sort(Comparator.comparingLong(OpenWindow::end).thenComparing(OpenWindow::key));
    for (OpenWindow window : due) {
      closed.put(window.key(), window);
      closedRows += window.table().rows();
    }
    return due;
  }

  /** Every sink has taken the window with this key, or it had nothing in it. */
  synchronized void delivered(String key) {
    OpenWindow window = closed.remove(key);
    if (window != null) {
      closedRows -= window.table().rows();
      Account account = ledger.account(window.source());
      account.windowed(window.readings());
      if (window.isCorrection()) {
        account.corrected(window.readings());
      }
      if (!window.isKept()) {
        window.table().release();
      }
      notifyAll();
    }
  }

  /** Returns where each source is, in no order. */
  synchronized List<SourceProgress> progress() {
    return sources.values().stream().map(SourceWindows::progress).toList();
  }

  /** Returns how many rows of closed windows wait for the sinks. */
  synchronized long waitingRows() {
    return closedRows;
  }

  /** Returns how many closed windows wait for the sinks. */
  synchronized int waiting() {
    return closed.size();
  }

  /** Returns whether no window is open and none waits for the sinks. */
  synchronized boolean isEmpty() {
    boolean[] open = new boolean[1];
    corrections.forEach(window -> open[0] = true);
    return closed.isEmpty()
        && !open[0]
        && sources.values().stream().allMatch(SourceWindows::isEmpty);
  }

  /** Returns whether more than one window waits for the sinks, with so many rows or more. */
  synchronized boolean isCrowded(long rows) {
    return closedRows >= rows && closed.size() > 1;
  }

  /** Waits until it is not crowded any more, or the time is over. */
  synchronized void awaitRoom(long rows, long timeoutMillis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    long left = timeoutMillis;
    while (isCrowded(rows) && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  @Override
  public synchronized void holdings(ObjLongConsumer<String> report) {
    sources
        .values()
        .forEach(source -> source.forEach(w -> report.accept(w.source(), w.readings())));
    corrections.forEach(w -> report.accept(w.source(), w.readings()));
    closed.values().forEach(w -> report.accept(w.source(), w.readings()));
  }
}
