package io.github.sensoringest.window;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.rejected.Repeats;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows every window that is open, and every closed one that the sinks have yet to take. Windows
 * are tumbling stretches of event time, aligned to the epoch, kept for each source by itself. A
 * window is due when its source's watermark (the latest event time seen, but no later than the
 * clock, less the allowed lateness) has passed its end, and from then on takes no reading; or when
 * it has been idle and the clock is past its end. Thread-safe.
 */
final class Windows implements Ledger.Holder {
  private static final Logger LOG = LoggerFactory.getLogger(Windows.class);

  /** One source's open windows, by their start. */
  private static final class SourceWindows {
    private final Account account;
    private final Map<Long, OpenWindow> open = new TreeMap<>();

    /** Windows that end here or before take no more readings. */
    private long closedUpTo = Long.MIN_VALUE;

    SourceWindows(Account account) {
      this.account = account;
    }

    void closeUpTo(long time) {
      closedUpTo = Math.max(closedUpTo, time);
    }
  }

  private final Ledger ledger;
  private final Clock clock;
  private final Repeats lateLog;
  private final long length;
  private final long lateness;
  private final long idleMillis;
  private final Map<String, SourceWindows> sources = new HashMap<>();
  private final Map<String, OpenWindow> closed = new LinkedHashMap<>();

  /** How many rows the closed windows have. */
  private long closedRows;

  Windows(Settings settings, Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
    this.lateLog = new Repeats(settings.entryLogEvery(), clock);
    this.length = settings.window().length().toNanos();
    this.lateness = settings.window().lateness().toNanos();
    this.idleMillis = settings.window().idle().toMillis();
  }

  /**
   * Sorts a chunk into windows, batch by batch in the order of arrival, and counts what is late.
   * Each part must come back through {@link #arrived}; until then its window stays open.
   */
  synchronized List<WindowPart> split(List<ReadingBatch> chunk) {
    List<WindowPart> parts = new ArrayList<>();
    long nowMillis = clock.millis();
    long now = EpochNanos.ofMillis(nowMillis);
    for (ReadingBatch batch : chunk) {
      SourceWindows source = sourceOf(batch);
      long start = startOf(batch.earliest());
      if (batch.latest() < start + length) {
        add(source, start, batch, parts);
      } else {
        splitByWindow(batch).forEach((begin, part) -> add(source, begin, part, parts));
      }
      // Only now: the order of readings within a batch makes none of them late. And not beyond the
      // clock: one reading from the future must not make all that follow it late.
      source.closeUpTo(Math.min(batch.latest(), now) - lateness);
    }
    parts.forEach(part -> part.window().send(nowMillis));
    return parts;
  }

  private SourceWindows sourceOf(ReadingBatch batch) {
    SourceWindows source = sources.get(batch.source());
    if (source == null) {
      source = new SourceWindows(ledger.account(batch.source()));
      sources.put(batch.source(), source);
    }
    return source;
  }

  private void add(SourceWindows source, long start, ReadingBatch batch, List<WindowPart> parts) {
    if (start + length <= source.closedUpTo) {
      late(source, start, batch);
      return;
    }
    OpenWindow window = source.open.get(start);
    if (window == null) {
      window = new OpenWindow(batch.source(), start, start + length);
      source.open.put(start, window);
    }
    WindowPart part = window.part();
    if (part.readings() == 0) {
      parts.add(part);
    }
    part.add(batch);
  }

  private Map<Long, ReadingBatch> splitByWindow(ReadingBatch batch) {
    Map<Long, List<SensorReading>> byStart = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      SensorReading reading = batch.get(i);
      byStart
          .computeIfAbsent(startOf(reading.epochNanos()), start -> new ArrayList<>())
          .add(reading);
    }
    Map<Long, ReadingBatch> parts = new TreeMap<>();
    byStart.forEach(
        (start, readings) ->
            parts.put(
                start,
                new ReadingBatch(
                    batch.source(),
                    readings.toArray(new SensorReading[0]),
                    start,
                    start + length - 1)));
    return parts;
  }

  private long startOf(long epochNanos) {
    return epochNanos - Math.floorMod(epochNanos, length);
  }

  private void late(SourceWindows source, long start, ReadingBatch batch) {
    source.account.late(batch.size());
    lateLog
        .next(batch.source())
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "{} sent {} readings for the window from {}, which had closed{}",
                    batch.source(),
                    batch.size(),
                    EpochNanos.toInstant(start),
                    heldBack == 0 ? "" : "; and " + heldBack + " times more before"));
  }

  /** The part is in its window's table, or has been refused. */
  synchronized void arrived(WindowPart part) {
    part.window().arrived(part);
  }

  /**
   * Closes the windows that are due and returns them, the earliest first.
   *
   * @param idleToo whether those are due, too, that only the clock says are over
   */
  synchronized List<OpenWindow> closeDue(boolean idleToo) {
    long now = clock.millis();
    for (SourceWindows source : sources.values()) {
      for (OpenWindow window : source.open.values()) {
        if (idleToo && isIdle(window, now)) {
          source.closeUpTo(window.end());
        }
      }
    }
    return close();
  }

  /** Closes all windows and returns them, the earliest first. For when no more readings come. */
  synchronized List<OpenWindow> closeAll() {
    for (SourceWindows source : sources.values()) {
      source.open.values().forEach(window -> source.closeUpTo(window.end()));
    }
    return close();
  }

  private boolean isIdle(OpenWindow window, long nowMillis) {
    return nowMillis - window.lastReadingMillis() >= idleMillis
        && EpochNanos.ofMillis(nowMillis) >= window.end();
  }

  private List<OpenWindow> close() {
    List<OpenWindow> due = new ArrayList<>();
    for (SourceWindows source : sources.values()) {
      source
          .open
          .values()
          .removeIf(
              window -> {
                boolean close = window.end() <= source.closedUpTo && !window.isPending();
                if (close) {
                  due.add(window);
                }
                return close;
              });
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
      ledger.account(window.source()).windowed(window.table().readings());
      notifyAll();
    }
  }

  /** Returns how many closed windows wait for the sinks. */
  synchronized int waiting() {
    return closed.size();
  }

  /** Returns whether no window is open and none waits for the sinks. */
  synchronized boolean isEmpty() {
    return closed.isEmpty() && sources.values().stream().allMatch(s -> s.open.isEmpty());
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
    for (SourceWindows source : sources.values()) {
      source.open.values().forEach(w -> report.accept(w.source(), w.readings()));
    }
    closed.values().forEach(w -> report.accept(w.source(), w.readings()));
  }
}
