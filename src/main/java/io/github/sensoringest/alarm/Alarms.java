package io.github.sensoringest.alarm;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.rejected.Repeats;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that are raised at the moment. Each is sent once when it is raised and once when it is
 * cleared, in this order, however many watchers agree on it: it is raised by the first and cleared
 * by the last. One that cannot be sent is counted. Thread-safe; memory is bounded.
 */
public final class Alarms {
  /** How long an alarm stays raised whose watcher has ended, so that a successor may take it on. */
  public static final Duration HANDOVER = Duration.ofSeconds(10);

  /** More alarms than this at a time are not raised: it bounds the memory they can take. */
  static final int MOST_RAISED = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
  private static final Duration LOG_EVERY = Duration.ofSeconds(10);

  private record Key(String source, String sensorId, String kind) {}

  /** An alarm as it was raised, and those who agree on it. */
  private record Raised(Alarm alarm, Set<Watcher> watchers) {}

  private final Consumer<Alarm> out;
  private final Clock clock;
  private final Repeats repeats;
  private final Map<Key, Raised> raised = new HashMap<>();
  private final LongAdder raises = new LongAdder();
  private final LongAdder clears = new LongAdder();
  private final LongAdder lost = new LongAdder();

  /** Creates one that dates alarms by {@code clock} and sends them to {@code out}. */
  Alarms(Consumer<Alarm> out, Clock clock) {
    this.out = requireNonNull(out, "out is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.repeats = new Repeats(LOG_EVERY, clock);
  }

  /** One who raises alarms, and clears what it has raised. Thread-safe. */
  public final class Watcher {
    private static final long NOT_ENDED = Long.MAX_VALUE;

    private volatile long endedMillis = NOT_ENDED;

    private Watcher() {}

    /**
     * Raises an alarm, unless this watcher has raised it already.
     *
     * @param value the reading's value; NaN if it is about none
     */
    public void raise(String source, String sensorId, String kind, double value, String detail) {
      Alarms.this.raise(this, new Key(source, sensorId, kind), value, detail);
    }

    /**
     * Clears an alarm that this watcher has raised; if it has not, nothing happens.
     *
     * @param value the reading's value; NaN if it is about none
     */
    public void clear(String source, String sensorId, String kind, double value, String detail) {
      Alarms.this.clear(this, new Key(source, sensorId, kind), value, detail);
    }

    /**
     * Watches no more. What it has raised stays so for {@link #HANDOVER}; then {@link #clearEnded}
     * clears what nobody else has raised meanwhile. Waits for nothing.
     */
    public void end() {
      endedMillis = clock.millis();
    }

    private boolean hasEnded() {
      return endedMillis != NOT_ENDED;
    }
  }

  /** Returns a new watcher. */
  public Watcher watcher() {
    return new Watcher();
  }

  private synchronized void raise(Watcher watcher, Key key, double value, String detail) {
    Raised already = raised.get(key);
    if (already != null) {
      already.watchers.add(watcher);
    } else if (raised.size() >= MOST_RAISED) {
      lose(key, "there are " + MOST_RAISED + " alarms already", null);
    } else {
      Alarm alarm = alarm(key, Alarm.State.RAISED, value, detail);
      raised.put(key, new Raised(alarm, new HashSet<>(Set.of(watcher))));
      raises.increment();
      send(key, alarm);
    }
  }

  private synchronized void clear(Watcher watcher, Key key, double value, String detail) {
    Raised already = raised.get(key);
    if (already != null
        && already.watchers.remove(watcher)
        // A predecessor that can no longer tell does not count.
        && already.watchers.stream().allMatch(Watcher::hasEnded)) {
      raised.remove(key);
      clears.increment();
      send(key, alarm(key, Alarm.State.CLEARED, value, detail));
    }
  }

  /** Clears the alarms whose watchers have all ended, {@link #HANDOVER} ago or longer. */
  public synchronized void clearEnded() {
    long before = clock.millis() - HANDOVER.toMillis();
    for (Iterator<Map.Entry<Key, Raised>> all = raised.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, Raised> alarm = all.next();
      alarm.getValue().watchers.removeIf(watcher -> watcher.endedMillis <= before);
      if (alarm.getValue().watchers.isEmpty()) {
        all.remove();
        noLongerWatched(alarm.getKey());
      }
    }
  }

  /** Clears the alarms of a source that there is no more, whoever has raised them. */
  public synchronized void clearSource(String source) {
    for (Iterator<Key> all = raised.keySet().iterator(); all.hasNext(); ) {
      Key alarm = all.next();
      if (alarm.source.equals(source)) {
        all.remove();
        noLongerWatched(alarm);
      }
    }
  }

  private void noLongerWatched(Key alarm) {
    clears.increment();
    send(
        alarm,
        alarm(
            alarm,
            Alarm.State.CLEARED,
            Double.NaN,
            "is no longer watched: its route was removed or changed"));
  }

  private Alarm alarm(Key key, Alarm.State state, double value, String detail) {
    return new Alarm(key.source, key.sensorId, key.kind, state, clock.instant(), detail, value);
  }

  private void send(Key key, Alarm alarm) {
    try {
      out.accept(alarm);
    } catch (RuntimeException e) {
      // Whoever reports a reading must not suffer from who takes alarms.
      lose(key, alarm.detail(), e);
    }
  }

  private void lose(Key key, String why, RuntimeException failure) {
    lost.increment();
    OptionalLong heldBack = repeats.next("lost");
    if (heldBack.isPresent()) {
      LOG.warn(
          "An alarm of {} is lost ({}): {}{}",
          key.source,
          key.kind,
          failure == null ? why : reason(failure),
          Repeats.remark(heldBack.getAsLong()),
          failure);
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Returns the alarms that are raised at the moment, as they were raised, in no order. */
  public synchronized List<Alarm> current() {
    return raised.values().stream().map(Raised::alarm).toList();
  }

  /** Returns how many alarms are raised at the moment. */
  public synchronized int raisedNow() {
    return raised.size();
  }

  /** Returns how often an alarm has been raised. */
  public long raised() {
    return raises.sum();
  }

  /** Returns how often an alarm has been cleared. */
  public long cleared() {
    return clears.sum();
  }

  /** Returns how many were raised or cleared, or should have been, without anyone being told. */
  public long lost() {
    return lost.sum();
  }
}
