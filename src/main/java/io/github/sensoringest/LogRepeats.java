package io.github.sensoringest;

import io.github.sensoringest.reading.Printable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a library repeats, such as for every message that fails, from flooding the log: a few
 * lines of a kind are written in each stretch of time, and the number of the others is said. The
 * gateway's own lines sum themselves up. Thread-safe.
 */
final class LogRepeats extends AbstractFilter {
  static final int WRITTEN = 5;
  static final Duration STRETCH = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LogRepeats.class);
  private static final String OWN = "io.github.sensoringest";
  private static final int MOST_KINDS = 500;
  private static final int LONGEST_KIND = 300;

  /** What tells two lines of a kind apart: numbers, and the ids of messages. */
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z-]*[0-9][0-9A-Za-z-]*");

  /** The lines of one kind in this stretch of time. */
  private static final class Kind {
    private final String logger;
    private final String text;
    private final long sinceMillis;
    private long seen;

    Kind(String logger, String text, long sinceMillis) {
      this.logger = logger;
      this.text = text;
      this.sinceMillis = sinceMillis;
    }
  }

  private final Clock clock;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private long nextLookMillis;

  LogRepeats(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Result filter(LogEvent event) {
    long now = clock.millis();
    overdue(now).forEach(LogRepeats::tell);
    if (event.getLoggerName().startsWith(OWN) || !event.getLevel().isMoreSpecificThan(Level.INFO)) {
      return Result.NEUTRAL;
    }
    return isOneTooMany(event, now) ? Result.DENY : Result.NEUTRAL;
  }

  private synchronized boolean isOneTooMany(LogEvent event, long now) {
    String text = event.getMessage().getFormattedMessage();
    String start = text.length() <= LONGEST_KIND ? text : text.substring(0, LONGEST_KIND);
    String key = event.getLoggerName() + " " + VARIABLE.matcher(start).replaceAll("#");
    Kind kind = kinds.get(key);
    if (kind == null) {
      if (kinds.size() >= MOST_KINDS) {
        // So many kinds at a time are no repeats.
        return false;
      }
      kind = new Kind(event.getLoggerName(), start, now);
      kinds.put(key, kind);
    }
    kind.seen++;
    return kind.seen > WRITTEN;
  }

  /** Takes out the kinds whose time is over, and returns those of which lines were left out. */
  private synchronized List<Kind> overdue(long now) {
    List<Kind> overdue = new ArrayList<>();
    if (now >= nextLookMillis) {
      kinds
          .values()
          .removeIf(
              kind -> {
                boolean over = now - kind.sinceMillis >= STRETCH.toMillis();
                if (over && kind.seen > WRITTEN) {
                  overdue.add(kind);
                }
                return over;
              });
      nextLookMillis =
          kinds.values().stream()
              .mapToLong(kind -> kind.sinceMillis + STRETCH.toMillis())
              .min()
              .orElse(now);
    }
    return overdue;
  }

  private static void tell(Kind kind) {
    LOG.warn(
        "{} more lines like this of {} were left out: {}",
        kind.seen - WRITTEN,
        kind.logger,
        Printable.of(kind.text));
  }
}
