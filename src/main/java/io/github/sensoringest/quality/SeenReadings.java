package io.github.sensoringest.quality;

import io.github.sensoringest.reading.SensorReading;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensors and timestamps of a source's readings that came within a horizon, the oldest first.
 * Bounded: beyond the most, the oldest is forgotten early. Whoever uses it holds its lock
 * meanwhile.
 */
final class SeenReadings {
  private static final Logger LOG = LoggerFactory.getLogger(SeenReadings.class);

  private record Key(String sensorId, long epochNanos) {}

  private final String source;
  private final long horizonNanos;
  private final int most;

  /** When each came, by a clock that never jumps. */
  private final Map<Key, Long> seen = new LinkedHashMap<>();

  private boolean told;

  /**
   * Creates one.
   *
   * @param horizonNanos for how long a reading is remembered
   * @param most how many are remembered at most
   */
  SeenReadings(String source, long horizonNanos, int most) {
    this.source = source;
    this.horizonNanos = horizonNanos;
    this.most = most;
  }

  void forgetWhatIsOld(long nowNanos) {
    for (Iterator<Long> came = seen.values().iterator(); came.hasNext(); ) {
      if (nowNanos - came.next() < horizonNanos) {
        return;
      }
      came.remove();
    }
  }

  /** Returns whether no reading of the same sensor and timestamp is remembered; this one is now. */
  boolean isFirst(SensorReading reading, long nowNanos) {
    if (seen.putIfAbsent(key(reading), nowNanos) != null) {
      return false;
    }
    if (seen.size() > most) {
      forgetOldest();
    }
    return true;
  }

  private void forgetOldest() {
    Iterator<Long> oldest = seen.values().iterator();
    oldest.next();
    oldest.remove();
    if (!told) {
      told = true;
      LOG.warn(
          "deduplicate-action of {} gets more than {} readings within its horizon, and forgets the"
              + " oldest early; raise its parameter remember, or shorten the horizon. This is said"
              + " once",
          source,
          most);
    }
  }

  void forget(SensorReading reading) {
    seen.remove(key(reading));
  }

  private static Key key(SensorReading reading) {
    return new Key(reading.sensorId(), reading.epochNanos());
  }

  int size() {
    return seen.size();
  }
}
