package io.github.sensoringest.quality;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an action remembers of the sensors of one source, in the order in which they were last
 * heard. Bounded: beyond {@value #MOST_SENSORS} the one unheard of for longest is forgotten, and so
 * is who has not been heard for a day. Whoever uses it holds its lock meanwhile.
 */
final class SensorMemory<R extends Remembered> {
  static final int MOST_SENSORS = 200_000;

  private static final Logger LOG = LoggerFactory.getLogger(SensorMemory.class);
  private static final long FORGET_NANOS = Duration.ofDays(1).toNanos();
  private static final int FEW = 16;

  private final String source;
  private final String action;
  private final Function<String, R> first;
  private final Consumer<R> onForgotten;
  private final Map<String, R> sensors = new LinkedHashMap<>(FEW, 0.75f, true);
  private long forgotten;

  /**
   * Creates one.
   *
   * @param action what the action is called, for a person
   * @param first makes what is remembered of a sensor that is new
   * @param onForgotten is told of a sensor that is forgotten
   */
  SensorMemory(String source, String action, Function<String, R> first, Consumer<R> onForgotten) {
    this.source = source;
    this.action = action;
    this.first = first;
    this.onForgotten = onForgotten;
  }

  /** Returns what is remembered of the sensor, which is heard now. */
  R of(String sensorId, long nowNanos) {
    R remembered = sensors.get(sensorId);
    if (remembered == null) {
      forgetWhatIsOld(nowNanos);
      remembered = first.apply(sensorId);
      sensors.put(sensorId, remembered);
    }
    remembered.heard(nowNanos);
    return remembered;
  }

  /** Only when a sensor is new, since nothing grows otherwise. */
  private void forgetWhatIsOld(long nowNanos) {
    for (Iterator<R> oldest = sensors.values().iterator(); oldest.hasNext(); ) {
      R next = oldest.next();
      boolean full = sensors.size() >= MOST_SENSORS;
      if (!full && nowNanos - next.heardNanos() <= FORGET_NANOS) {
        return;
      }
      oldest.remove();
      onForgotten.accept(next);
      if (full && forgotten++ == 0) {
        LOG.warn(
            "{} of {} has seen more than {} sensors, and forgets the one unheard of for longest with"
                + " each further one. This is said once",
            action,
            source,
            MOST_SENSORS);
      }
    }
  }

  int size() {
    return sensors.size();
  }
}
