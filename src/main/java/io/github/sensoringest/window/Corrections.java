package io.github.sensoringest.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Closed windows that late readings may still correct: for some time, and as long as there is room.
 * A late reading opens its window once more, for a while in which others may follow. {@link
 * Windows} guards it.
 */
final class Corrections {
  private record Kept(OpenWindow window, long untilMillis) {}

  private record Reopened(OpenWindow window, long dueMillis) {}

  private final long forMillis;
  private final long maxRows;

  /** By key without revision, the one that was closed first to begin with. */
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  private final Map<String, Reopened> reopened = new HashMap<>();
  private long rows;

  /**
   * Creates one.
   *
   * @param keepFor how long a window is kept after it has closed
   * @param maxRows how many sensors all kept windows may have together
   */
  Corrections(Duration keepFor, long maxRows) {
    this.forMillis = keepFor.toMillis();
    this.maxRows = maxRows;
  }

  /** Keeps a window that has closed, and lets go what there is no more room for. */
  void keep(OpenWindow window, long nowMillis) {
    kept.put(window.firstKey(), new Kept(window, nowMillis + forMillis));
    window.setKept(true);
    rows += window.table().sensors();
    Iterator<Kept> oldest = kept.values().iterator();
    while (rows > maxRows && oldest.hasNext()) {
      forget(oldest);
    }
  }

  private void forget(Iterator<Kept> iterator) {
    OpenWindow window = iterator.next().window;
    iterator.remove();
    rows -= window.table().sensors();
    window.table().release();
  }

  /**
   * Returns the window, open once more, or null if it is not known any more.
   *
   * @param stayMillis how long it stays open
   */
  OpenWindow reopen(String source, long start, long end, long nowMillis, long stayMillis) {
    String key = OpenWindow.firstKey(source, start, end);
    Reopened before = reopened.get(key);
    if (before != null) {
      return before.window;
    }
    Kept closed = kept.remove(key);
    if (closed == null) {
      return null;
    }
    rows -= closed.window.table().sensors();
    OpenWindow window = closed.window.reopened();
    reopened.put(key, new Reopened(window, nowMillis + stayMillis));
    return window;
  }

  /** Returns the windows that have been open once more for their time, and keeps them. */
  List<OpenWindow> closeDue(long nowMillis) {
    Iterator<Kept> oldest = kept.values().iterator();
    while (oldest.hasNext()) {
      // All are kept equally long, so behind one that stays all do.
      if (kept.values().iterator().next().untilMillis > nowMillis) {
        break;
      }
      forget(oldest);
    }
    return close(nowMillis);
  }

  /** Returns all windows that are open once more, and keeps them. */
  List<OpenWindow> closeAll() {
    return close(Long.MAX_VALUE);
  }

  private List<OpenWindow> close(long upToMillis) {
    List<OpenWindow> due = new ArrayList<>();
    reopened
        .values()
        .removeIf(
            r -> {
              boolean close = r.dueMillis <= upToMillis && !r.window.isPending();
              if (close) {
                due.add(r.window);
              }
              return close;
            });
    return due;
  }

  /** Shows each window that is open once more. */
  void forEach(Consumer<OpenWindow> action) {
    reopened.values().forEach(r -> action.accept(r.window));
  }
}
