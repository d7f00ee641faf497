package io.github.sensoringest.quality;

import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.config.Durations;
import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches when sensors were last heard. Who is not heard because the gateway does not listen, as
 * its route is stopped or waits for room in the buffer, is not called silent. Memory is bounded: of
 * a source, no more than {@value SensorMemory#MOST_SENSORS} sensors are watched. Thread-safe.
 */
final class SilenceWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
  private static final String KIND = "silence";

  private final Quality quality;
  private final long silentNanos;
  private final long forgetNanos;
  private final Set<String> expected;
  private final String route;
  private final Alarms.Watcher watcher;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();

  /**
   * Begins to watch.
   *
   * @param silentNanos how long a sensor may be silent
   * @param forgetNanos how long a sensor is silent until it is watched no more, longer than that
   * @param expected ids of sensors that are watched from now on, and always
   * @param route the source of those
   */
  SilenceWatch(
      Quality quality, long silentNanos, long forgetNanos, List<String> expected, String route) {
    this.quality = quality;
    this.silentNanos = silentNanos;
    this.forgetNanos = forgetNanos;
    this.expected = Set.copyOf(expected);
    this.route = route;
    this.watcher = quality.watcher();
    if (!expected.isEmpty()) {
      Source source = source(route);
      expected.forEach(id -> source.hear(id, quality.nowNanos()));
    }
  }

  private Source source(String name) {
    Source source = sources.get(name);
    return source != null ? source : sources.computeIfAbsent(name, Source::new);
  }

  /** Notes who is heard. */
  void heard(MessageReadings readings) {
    Source source = source(readings.source());
    long nowNanos = quality.nowNanos();
    synchronized (source) {
      for (int i = 0; i < readings.size(); i++) {
        SensorReading reading = readings.get(i);
        if (reading != null && !isExpectedElsewhere(reading, source)) {
          source.heard(reading, nowNanos);
        }
      }
    }
    if (!expected.isEmpty() && !source.name.equals(route)) {
      heardElsewhere(readings, nowNanos);
    }
  }

  private boolean isExpectedElsewhere(SensorReading reading, Source source) {
    return !expected.isEmpty()
        && !source.name.equals(route)
        && expected.contains(reading.sensorId());
  }

  /** Readings that began in another route, and came to this one through a direct: endpoint. */
  private void heardElsewhere(MessageReadings readings, long nowNanos) {
    Source own = source(route);
    synchronized (own) {
      for (int i = 0; i < readings.size(); i++) {
        SensorReading reading = readings.get(i);
        if (reading != null && expected.contains(reading.sensorId())) {
          own.heard(reading, nowNanos);
        }
      }
    }
  }

  /** Raises alarms of those who have fallen silent. */
  void look() {
    for (Source source : sources.values()) {
      if (!quality.isWatching()) {
        return;
      }
      Quality.Listening listening = quality.listening(source.name);
      synchronized (source) {
        if (listening == Quality.Listening.YES) {
          source.look(quality.nowNanos());
        } else if (listening == Quality.Listening.NOT_NOW || source.name.equals(route)) {
          source.excuse(quality.nowNanos());
        } else {
          sources.remove(source.name);
          source.forgetAll();
        }
      }
    }
  }

  /** Watches no more. */
  void end() {
    quality.end(watcher);
  }

  /** Returns how many sensors of the source are watched. */
  int watched(String name) {
    Source source = source(name);
    synchronized (source) {
      return source.talking.size() + source.silent.size();
    }
  }

  /** The sensors of one source. */
  private final class Source {
    private final String name;

    /** When each was heard, who was not for longest first. */
    private final Map<String, Long> talking = new LinkedHashMap<>(16, 0.75f, true);

    /** Who is silent, and was heard when; in the order in which they fell silent. */
    private final Map<String, Long> silent = new LinkedHashMap<>();

    /** Silence before that does not count. */
    private long listeningSince;

    private boolean told;

    Source(String name) {
      this.name = name;
      this.listeningSince = quality.nowNanos();
    }

    void heard(SensorReading reading, long nowNanos) {
      String id = reading.sensorId();
      Long before = silent.isEmpty() ? null : silent.remove(id);
      if (before != null) {
        watcher.clear(
            name,
            id,
            KIND,
            reading.value(),
            "is back after " + Durations.format(seconds(nowNanos - before)));
      }
      hear(id, nowNanos);
    }

    void hear(String id, long nowNanos) {
      if (talking.replace(id, nowNanos) != null) {
        return;
      }
      if (talking.size() + silent.size() < SensorMemory.MOST_SENSORS) {
        talking.put(id, nowNanos);
      } else if (!told) {
        told = true;
        LOG.warn(
            "silence-action of {} has seen more than {} sensors, and does not watch further ones."
                + " This is said once",
            name,
            SensorMemory.MOST_SENSORS);
      }
    }

    void excuse(long nowNanos) {
      listeningSince = nowNanos;
    }

    void look(long nowNanos) {
      forgetWhoIsSilentForLong(nowNanos);
      if (nowNanos - listeningSince < silentNanos) {
        return;
      }
      Deque<Map.Entry<String, Long>> fallen = new ArrayDeque<>();
      for (Map.Entry<String, Long> sensor : talking.entrySet()) {
        if (nowNanos - sensor.getValue() < silentNanos) {
          break;
        }
        fallen.add(Map.entry(sensor.getKey(), sensor.getValue()));
      }
      for (Map.Entry<String, Long> sensor : fallen) {
        talking.remove(sensor.getKey());
        silent.put(sensor.getKey(), sensor.getValue());
        watcher.raise(
            name,
            sensor.getKey(),
            KIND,
            Double.NaN,
            "has not reported for " + Durations.format(seconds(nowNanos - sensor.getValue())));
      }
    }

    private void forgetWhoIsSilentForLong(long nowNanos) {
      for (Iterator<Map.Entry<String, Long>> all = silent.entrySet().iterator(); all.hasNext(); ) {
        Map.Entry<String, Long> sensor = all.next();
        if (nowNanos - sensor.getValue() < forgetNanos) {
          return;
        }
        if (!expected.contains(sensor.getKey())) {
          all.remove();
          noLongerWatched(sensor.getKey(), "as it was silent for too long (forgetAfter)");
        }
      }
    }

    void forgetAll() {
      silent.keySet().forEach(id -> noLongerWatched(id, "as its route is gone"));
      silent.clear();
      talking.clear();
    }

    private void noLongerWatched(String id, String why) {
      watcher.clear(name, id, KIND, Double.NaN, "is no longer watched, " + why);
    }

    private static Duration seconds(long nanos) {
      Duration duration = Duration.ofNanos(nanos);
      return duration.toSeconds() > 0 ? Duration.ofSeconds(duration.toSeconds()) : duration;
    }
  }
}
