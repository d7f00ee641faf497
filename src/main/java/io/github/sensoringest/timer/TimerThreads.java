package io.github.sensoringest.timer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.function.Function;

/**
 * Timers by name, each with a thread. The first names have a timer of their own, so that a task
 * that waits holds up no other name; further names share a fixed number of timers, evenly. A timer
 * is cancelled when its last user has released it. Thread-safe.
 */
final class TimerThreads {
  private final int mostOwn;
  private final int mostShared;
  private final Function<String, Timer> newTimer;
  private final Map<Object, Name> users = new IdentityHashMap<>();
  private final Map<String, Name> names = new HashMap<>();
  private final List<TimerThread> shared = new ArrayList<>();
  private int own;

  /**
   * Creates one.
   *
   * @param mostOwn how many names at once have a timer of their own
   * @param mostShared how many timers all further names share
   * @param newTimer makes a timer, with a thread of this name
   */
  TimerThreads(int mostOwn, int mostShared, Function<String, Timer> newTimer) {
    this.mostOwn = mostOwn;
    this.mostShared = mostShared;
    this.newTimer = newTimer;
  }

  /** Returns the timer of the name, which the user holds until it releases it. */
  synchronized Timer take(Object user, String name) {
    return users.computeIfAbsent(user, it -> join(name)).thread.timer;
  }

  /** Returns a timer that nobody else gets, whatever name they ask for. */
  synchronized Timer takeApart(Object user, String name) {
    return users.computeIfAbsent(user, it -> new Name(name, newThread(name), false)).thread.timer;
  }

  /** Gives back the user's timer; does nothing if it has none. */
  synchronized void release(Object user) {
    Name name = users.remove(user);
    if (name == null) {
      return;
    }
    name.users--;
    if (name.users == 0) {
      leave(name);
    }
    if (name.thread.names == 0) {
      name.thread.timer.cancel();
    } else {
      // A cancelled task is else kept until it is due, and with it the whole route of its user.
      name.thread.timer.purge();
    }
  }

  /** Cancels all timers. */
  synchronized void stop() {
    users.values().forEach(name -> name.thread.timer.cancel());
    users.clear();
    names.clear();
    shared.clear();
    own = 0;
  }

  private Name join(String key) {
    Name name = names.get(key);
    if (name != null) {
      name.users++;
      return name;
    }
    boolean hasOwn = own < mostOwn;
    name = new Name(key, hasOwn ? newThread(key) : sharedThread(), hasOwn);
    own += hasOwn ? 1 : 0;
    names.put(key, name);
    return name;
  }

  private void leave(Name name) {
    names.remove(name.key, name);
    own -= name.hasOwn ? 1 : 0;
    name.thread.names--;
    if (name.thread.names == 0) {
      shared.remove(name.thread);
    }
  }

  private TimerThread sharedThread() {
    if (shared.size() < mostShared) {
      TimerThread thread = newThread("shared");
      shared.add(thread);
      return thread;
    }
    TimerThread least =
        shared.stream().min(Comparator.comparingInt(thread -> thread.names)).orElseThrow();
    least.names++;
    return least;
  }

  private TimerThread newThread(String name) {
    return new TimerThread(newTimer.apply(name));
  }

  private static final class TimerThread {
    private final Timer timer;
    private int names = 1;

    TimerThread(Timer timer) {
      this.timer = timer;
    }
  }

  private static final class Name {
    private final String key;
    private final TimerThread thread;
    private final boolean hasOwn;
    private int users = 1;

    Name(String key, TimerThread thread, boolean hasOwn) {
      this.key = key;
      this.thread = thread;
      this.hasOwn = hasOwn;
    }
  }
}
