package io.github.sensoringest.window;

import io.github.sensoringest.config.WindowSettings;
import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One source's windows and its watermark. {@link Windows} guards it. */
final class SourceWindows {
  private final String source;
  private final Account account;
  private final WindowSettings settings;
  private final Corrections corrections;
  private final CutWindows cutWindows;
  private final TableLimits limits;
  private Windowing windowing;
  private WindowSet windows;

  /** Windows that were begun before the source's file said otherwise, and are still open. */
  private final List<WindowSet> former = new ArrayList<>();

  /** How many sessions there have been, of whatever gap: each needs a key of its own. */
  private long sessions;

  private long lateness;
  private long idleMillis;

  /** Windows that end here or before take no more readings. */
  private long closedUpTo = Long.MIN_VALUE;

  private long lastReadingMillis;

  SourceWindows(
      String source,
      Account account,
      WindowSettings settings,
      Corrections corrections,
      CutWindows cutWindows,
      TableLimits limits) {
    this.source = source;
    this.account = account;
    this.settings = settings;
    this.corrections = corrections;
    this.cutWindows = cutWindows;
    this.limits = limits;
    follow(settings.windowing());
  }

  private void follow(Windowing newWindowing) {
    windowing = newWindowing;
    lateness = newWindowing.lateness().toNanos();
    idleMillis = newWindowing.idle().toMillis();
    if (windows == null || !windows.isMadeBy(newWindowing)) {
      if (windows != null) {
        former.add(windows);
      }
      windows = setOf(newWindowing);
    }
  }

  /** No stretch may be open in two sets: its windows would have the same key. */
  private WindowSet setOf(Windowing wanted) {
    for (WindowSet set : former) {
      if (set.isMadeBy(wanted)) {
        former.remove(set);
        return adopting(set);
      }
    }
    return adopting(
        wanted.hasSessions()
            ? new SessionWindows(source, wanted, settings.maxOpen(), limits, () -> sessions++)
            : new TimeWindows(wanted, settings.maxOpen(), this::open));
  }

  private WindowSet adopting(WindowSet set) {
    if (set instanceof TimeWindows mine) {
      for (WindowSet other : former) {
        if (other instanceof TimeWindows others) {
          mine.adopt(others);
        }
      }
    }
    return set;
  }

  private OpenWindow open(long start, long end, long earliest) {
    CutWindows.Cut before = cutWindows.goOn(source, start, end, earliest);
    return before == null
        ? OpenWindow.of(source, start, end, limits)
        : OpenWindow.goingOn(source, before, limits);
  }

  /** Puts the readings into their windows, and moves the watermark. */
  void add(ReadingBatch batch, long nowMillis, Chunk chunk) {
    Windowing wanted = batch.windowing() == null ? settings.windowing() : batch.windowing();
    if (wanted != windowing) {
      if (!wanted.equals(windowing)) {
        follow(wanted);
      }
      windowing = wanted;
    }
    lastReadingMillis = nowMillis;
    windows.add(batch, closedUpTo, chunk, new Refusing(nowMillis, chunk));
    // Only now: the order of readings within a batch makes none of them late. And not beyond the
    // clock: one reading from the future must not make all that follow it late.
    closeUpTo(Math.min(batch.latest(), EpochNanos.ofMillis(nowMillis)) - lateness);
  }

  private void closeUpTo(long time) {
    closedUpTo = Math.max(closedUpTo, time);
  }

  /** If the source has sent nothing for long: closes what the clock is past. */
  void closeIfIdle(long nowMillis) {
    if (nowMillis - lastReadingMillis >= idleMillis) {
      long now = EpochNanos.ofMillis(nowMillis);
      forEach(
          window -> {
            if (window.end() <= now) {
              closeUpTo(window.end());
            }
          });
    }
  }

  void closeAll() {
    long due = closedUpTo;
    for (WindowSet set : sets()) {
      if (set instanceof TimeWindows windowsOfALength) {
        // A session that is cut short would go on as another one, since its end is part of it.
        windowsOfALength.forEach(
            window -> {
              if (window.end() > due) {
                cutWindows.add(window);
              }
            });
      }
    }
    forEach(window -> closeUpTo(window.end()));
  }

  /** Hands over the windows that take no more readings, once nothing is on its way to them. */
  void handOverClosed(long nowMillis, Consumer<OpenWindow> closed) {
    Consumer<OpenWindow> keeping =
        switch (windowing.late()) {
          case CORRECT ->
              window -> {
                closed.accept(window);
                corrections.keep(window, nowMillis);
              };
          default -> closed;
        };
    for (WindowSet set : sets()) {
      set.closeIf(window -> window.end() <= closedUpTo && !window.isPending(), keeping);
    }
    former.removeIf(SourceWindows::isEmpty);
  }

  private List<WindowSet> sets() {
    if (former.isEmpty()) {
      return List.of(windows);
    }
    List<WindowSet> all = new ArrayList<>(former);
    all.add(windows);
    return all;
  }

  private static boolean isEmpty(WindowSet set) {
    boolean[] any = new boolean[1];
    set.forEach(window -> any[0] = true);
    return !any[0];
  }

  SourceProgress progress() {
    int[] open = new int[1];
    forEach(window -> open[0]++);
    return new SourceProgress(
        source,
        open[0],
        closedUpTo == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(closedUpTo),
        lastReadingMillis);
  }

  boolean isEmpty() {
    return sets().stream().allMatch(SourceWindows::isEmpty);
  }

  /** Shows each open window. */
  void forEach(Consumer<OpenWindow> action) {
    sets().forEach(set -> set.forEach(action));
  }

  private final class Refusing implements WindowSet.Overflow {
    private final long nowMillis;
    private final Chunk chunk;

    Refusing(long nowMillis, Chunk chunk) {
      this.nowMillis = nowMillis;
      this.chunk = chunk;
    }

    @Override
    public boolean late(
        long start, long end, OpenWindow open, ReadingBatch batch, boolean counted) {
      switch (windowing.late()) {
        case CORRECT -> {
          return correct(start, end, open, batch, counted);
        }
        case DROP -> {
          if (counted) {
            account.late(batch.size());
            chunk.late(batch, start);
          }
        }
        default -> refuse(start, batch, counted, "");
      }
      return false;
    }

    private boolean correct(
        long start, long end, OpenWindow open, ReadingBatch batch, boolean counted) {
      OpenWindow window =
          open != null
              ? open
              : corrections.reopen(source, start, end, nowMillis, windowing.lateness().toMillis());
      if (window == null) {
        refuse(start, batch, counted, ", and is not kept to be corrected");
        return false;
      }
      chunk.add(window, batch, counted);
      return true;
    }

    private void refuse(long start, ReadingBatch batch, boolean counted, String more) {
      if (counted) {
        chunk.refuse(
            batch,
            RejectReason.LATE,
            "its window from " + EpochNanos.toInstant(start) + " had closed" + more);
      }
    }

    @Override
    public void tooMany(ReadingBatch batch) {
      chunk.refuse(
          batch,
          RejectReason.TOO_MANY_WINDOWS,
          "its source has window.max-open (" + settings.maxOpen() + ") windows open");
    }
  }
}
