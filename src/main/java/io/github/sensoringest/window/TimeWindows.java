package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Windows of one length, tumbling or hopping. A reading is counted with the last window that it is
 * in, which is the one that closes last; so it is late only when all of them have closed.
 */
final class TimeWindows implements WindowSet {
  private final long length;
  private final long hop;
  private final long offset;
  private final int maxOpen;
  private final Opener opener;
  private final Map<Long, OpenWindow> open = new TreeMap<>();

  /** Makes a window for a stretch that has none open. */
  interface Opener {
    /** Returns the window; {@code earliest} is the time of the first reading that it is for. */
    OpenWindow open(long start, long end, long earliest);
  }

  TimeWindows(Windowing windowing, int maxOpen, Opener opener) {
    this.length = windowing.length().toNanos();
    this.hop = windowing.hop().toNanos();
    this.offset = windowing.offset().toNanos();
    this.maxOpen = maxOpen;
    this.opener = opener;
  }

  /** Takes over the windows of {@code others} that these readings would open here, too. */
  void adopt(TimeWindows others) {
    if (others.length == length) {
      others
          .open
          .entrySet()
          .removeIf(
              entry -> {
                boolean mine = lastStart(entry.getKey()) == entry.getKey();
                if (mine) {
                  open.put(entry.getKey(), entry.getValue());
                }
                return mine;
              });
    }
  }

  @Override
  public boolean isMadeBy(Windowing windowing) {
    return !windowing.hasSessions()
        && windowing.length().toNanos() == length
        && windowing.hop().toNanos() == hop
        && windowing.offset().toNanos() == offset;
  }

  @Override
  public void add(ReadingBatch batch, long closedUpTo, Chunk chunk, Overflow overflow) {
    long start = lastStart(batch.earliest());
    if (batch.latest() < start + hop) {
      addStretch(start, batch, closedUpTo, chunk, overflow);
    } else {
      byHop(batch).forEach((begin, part) -> addStretch(begin, part, closedUpTo, chunk, overflow));
    }
  }

  /** Returns where the last window begins that has this moment in it. */
  private long lastStart(long epochNanos) {
    return epochNanos - Math.floorMod(epochNanos - offset, hop);
  }

  private Map<Long, ReadingBatch> byHop(ReadingBatch batch) {
    Map<Long, List<SensorReading>> byStart = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      SensorReading reading = batch.get(i);
      byStart
          .computeIfAbsent(lastStart(reading.epochNanos()), start -> new ArrayList<>())
          .add(reading);
    }
    Map<Long, ReadingBatch> parts = new TreeMap<>();
    byStart.forEach((start, readings) -> parts.put(start, batch.part(readings)));
    return parts;
  }

  /** Adds readings that all lie within the first hop of the window which begins at {@code last}. */
  private void addStretch(
      long last, ReadingBatch batch, long closedUpTo, Chunk chunk, Overflow overflow) {
    if (!addTo(last, batch, true, closedUpTo, chunk, overflow)) {
      return;
    }
    for (long start = last - hop; start + length > batch.earliest(); start -= hop) {
      // The length need not be a multiple of the hop; then the oldest window has only some.
      ReadingBatch within = batch.latest() < start + length ? batch : before(start + length, batch);
      addTo(start, within, false, closedUpTo, chunk, overflow);
    }
  }

  private boolean addTo(
      long start,
      ReadingBatch batch,
      boolean counted,
      long closedUpTo,
      Chunk chunk,
      Overflow overflow) {
    long end = start + length;
    OpenWindow window = open.get(start);
    if (end <= closedUpTo) {
      return overflow.late(start, end, window, batch, counted);
    }
    if (window == null) {
      // The windows before it, which the same readings are in, are bounded with it.
      if (counted && open.size() >= maxOpen) {
        overflow.tooMany(batch);
        return false;
      }
      window = opener.open(start, end, batch.earliest());
      open.put(start, window);
    }
    chunk.add(window, batch, counted);
    return true;
  }

  private static ReadingBatch before(long end, ReadingBatch batch) {
    List<SensorReading> before = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i).epochNanos() < end) {
        before.add(batch.get(i));
      }
    }
    return batch.part(before);
  }

  @Override
  public void forEach(Consumer<OpenWindow> action) {
    open.values().forEach(action);
  }

  @Override
  public void closeIf(Predicate<OpenWindow> isDue, Consumer<OpenWindow> closed) {
    open.values()
        .removeIf(
            window -> {
              boolean due = isDue.test(window);
              if (due) {
                closed.accept(window);
              }
              return due;
            });
  }
}
