package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Sessions of each sensor: stretches in which it has never paused for the gap. A session ends the
 * gap after its last reading. A reading between two sessions may make one of them.
 */
final class SessionWindows implements WindowSet {
  private final String source;
  private final long gap;
  private final int maxOpen;
  private final TableLimits limits;

  /** The open sessions of each sensor that has any, by their start. They do not overlap. */
  private final Map<String, NavigableMap<Long, OpenWindow>> bySensor = new HashMap<>();

  /** Sessions that take no more readings, and have yet to be closed. */
  private final List<OpenWindow> ended = new ArrayList<>();

  private final LongSupplier numbers;
  private int open;

  /**
   * Creates one that has no session yet.
   *
   * @param numbers gives a number that no session of the source has had
   */
  SessionWindows(
      String source, Windowing windowing, int maxOpen, TableLimits limits, LongSupplier numbers) {
    this.source = source;
    this.gap = windowing.gap().toNanos();
    this.maxOpen = maxOpen;
    this.limits = limits;
    this.numbers = numbers;
  }

  @Override
  public boolean isMadeBy(Windowing windowing) {
    return windowing.gap().toNanos() == gap;
  }

  @Override
  public void add(ReadingBatch batch, long closedUpTo, Chunk chunk, Overflow overflow) {
    Map<OpenWindow, List<SensorReading>> bySession = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      SensorReading reading = batch.get(i);
      OpenWindow session = sessionOf(reading, closedUpTo, batch, overflow);
      if (session != null) {
        bySession.computeIfAbsent(session, s -> new ArrayList<>()).add(reading);
      }
    }
    bySession.forEach((session, readings) -> chunk.add(session, batch.part(readings), true));
  }

  /** Returns the session that the reading belongs to, or null if there is none for it. */
  private OpenWindow sessionOf(
      SensorReading reading, long closedUpTo, ReadingBatch batch, Overflow overflow) {
    long time = reading.epochNanos();
    NavigableMap<Long, OpenWindow> sessions =
        bySensor.computeIfAbsent(reading.sensorId(), sensor -> new TreeMap<>());
    setEndedAside(sessions, closedUpTo);
    OpenWindow session = running(sessions, time);
    OpenWindow next = soonAfter(sessions, time);
    if (session == null && next == null) {
      session = begin(sessions, reading, closedUpTo, batch, overflow);
      if (sessions.isEmpty()) {
        bySensor.remove(reading.sensorId());
      }
      return session;
    }
    if (session == null) {
      // It begins earlier than was known.
      sessions.remove(next.start());
      session = next;
      next = null;
    }
    session.extend(time, time + gap);
    if (next != null) {
      sessions.remove(next.start());
      session.absorb(next);
      open--;
    }
    sessions.put(session.start(), session);
    return session;
  }

  /**
   * Sets aside what takes no more readings, so that the rest are those which a reading may join.
   */
  private void setEndedAside(NavigableMap<Long, OpenWindow> sessions, long closedUpTo) {
    // They do not overlap, so the one that begins first ends first.
    while (!sessions.isEmpty() && sessions.firstEntry().getValue().end() <= closedUpTo) {
      ended.add(sessions.pollFirstEntry().getValue());
    }
  }

  private static OpenWindow running(NavigableMap<Long, OpenWindow> sessions, long time) {
    Map.Entry<Long, OpenWindow> before = sessions.floorEntry(time);
    return before != null && before.getValue().end() > time ? before.getValue() : null;
  }

  /** There is at most one: each session lasts for the gap at least. */
  private OpenWindow soonAfter(NavigableMap<Long, OpenWindow> sessions, long time) {
    Map.Entry<Long, OpenWindow> after = sessions.higherEntry(time);
    return after != null && after.getKey() < time + gap ? after.getValue() : null;
  }

  private OpenWindow begin(
      NavigableMap<Long, OpenWindow> sessions,
      SensorReading reading,
      long closedUpTo,
      ReadingBatch batch,
      Overflow overflow) {
    long start = reading.epochNanos();
    if (start + gap <= closedUpTo) {
      overflow.late(start, start + gap, null, batch.part(List.of(reading)), true);
      return null;
    }
    if (open >= maxOpen) {
      overflow.tooMany(batch.part(List.of(reading)));
      return null;
    }
    OpenWindow session =
        OpenWindow.session(source, start, start + gap, numbers.getAsLong(), limits);
    sessions.put(start, session);
    open++;
    return session;
  }

  @Override
  public void forEach(Consumer<OpenWindow> action) {
    ended.forEach(action);
    bySensor.values().forEach(sessions -> sessions.values().forEach(action));
  }

  @Override
  public void closeIf(Predicate<OpenWindow> isDue, Consumer<OpenWindow> closed) {
    closeIf(isDue, ended, closed);
    Iterator<NavigableMap<Long, OpenWindow>> sensors = bySensor.values().iterator();
    while (sensors.hasNext()) {
      NavigableMap<Long, OpenWindow> sessions = sensors.next();
      closeIf(isDue, sessions.values(), closed);
      if (sessions.isEmpty()) {
        sensors.remove();
      }
    }
  }

  private void closeIf(
      Predicate<OpenWindow> isDue, Collection<OpenWindow> sessions, Consumer<OpenWindow> closed) {
    sessions.removeIf(
        session -> {
          boolean due = isDue.test(session);
          if (due) {
            open--;
            closed.accept(session);
          }
          return due;
        });
  }
}
