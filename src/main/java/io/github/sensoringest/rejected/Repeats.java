package io.github.sensoringest.rejected;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a log from flooding: of what repeats under one key, lets one through in each stretch of
 * time, together with the number held back since the last. Thread-safe.
 */
public final class Repeats {
  private record Last(long atMillis, long heldBack, boolean lets) {}

  private final long everyMillis;
  private final Clock clock;
  private final Map<String, Last> lasts = new ConcurrentHashMap<>();

  /**
   * Creates one.
   *
   * @param every the shortest time between two that are let through, under one key
   */
  public Repeats(Duration every, Clock clock) {
    this.everyMillis = every.toMillis();
    this.clock = clock;
  }

  /**
   * Notes one more under {@code key}, which must come from a bounded set.
   *
   * @return how many were held back since the last if this one is to be logged, else empty
   */
  public OptionalLong next(String key) {
    long now = clock.millis();
    long[] heldBack = new long[1];
    Last last =
        lasts.compute(
            key,
            (k, before) -> {
              if (before == null || now - before.atMillis >= everyMillis) {
                heldBack[0] = before == null ? 0 : before.heldBack;
                return new Last(now, 0, true);
              }
              return new Last(before.atMillis, before.heldBack + 1, false);
            });
    return last.lets ? OptionalLong.of(heldBack[0]) : OptionalLong.empty();
  }

  /** Returns what a log line ends with to say how many were held back; nothing if none were. */
  public static String remark(long heldBack) {
    return heldBack == 0 ? "" : "; and " + heldBack + " more since this was last said";
  }
}
