package io.github.sensoringest.quality;

import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.Incoming;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import io.github.sensoringest.reading.TimeLimits;
import io.github.sensoringest.rejected.Rejections;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;

/** What the actions of all sensors' routes share; they find it in the registry. Thread-safe. */
final class Quality {
  /** Whether the gateway listens to a source. */
  enum Listening {
    YES,
    /** Its route is stopped, or waits for room in the full buffer. */
    NOT_NOW,
    /** Its route is gone. */
    NO_MORE
  }

  /** The name among Camel's beans. */
  static final String NAME = "quality";

  private final CamelContext context;
  private final Ledger ledger;
  private final Rejections rejections;
  private final Alarms alarms;
  private final WaitingForRoom waiting;
  private final TimeLimits timeLimits;
  private final Origins origins;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile boolean watching = true;
  private ScheduledExecutorService watch;

  Quality(
      CamelContext context,
      Ledger ledger,
      Alarms alarms,
      WaitingForRoom waiting,
      TimeLimits timeLimits,
      Origins origins,
      Clock clock,
      LongSupplier nanos) {
    this.context = context;
    this.ledger = ledger;
    this.rejections = new Rejections(ledger, context.createProducerTemplate());
    this.alarms = alarms;
    this.waiting = waiting;
    this.timeLimits = timeLimits;
    this.origins = origins;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Returns what the routes of the context share. */
  static Quality of(CamelContext context) {
    Quality quality = context.getRegistry().lookupByNameAndType(NAME, Quality.class);
    if (quality == null) {
      throw new IllegalStateException("there is no bean '" + NAME + "' that actions need");
    }
    return quality;
  }

  long nowMillis() {
    return clock.millis();
  }

  /** Returns the time of a clock that never jumps, in nanoseconds since whenever. */
  long nowNanos() {
    return nanos.getAsLong();
  }

  /** Returns the readings in a message; a bare number is dated {@code nowMillis}. */
  MessageReadings readings(Exchange exchange, long nowMillis) {
    return new MessageReadings(exchange, origins, nowMillis);
  }

  /** Returns the source that the entry finds for the message. */
  String sourceOf(Exchange origin) {
    return origins.source(origin);
  }

  /** Returns the source whose readings pass a route that may be one of a kamelet. */
  String source(String routeId) {
    return origins.source(routeId);
  }

  /** Returns whether the entry takes the reading as far as its timestamp goes. */
  boolean isTimely(SensorReading reading, long nowEpochNanos) {
    return timeLimits.allow(reading.epochNanos(), nowEpochNanos);
  }

  Alarms.Watcher watcher() {
    return alarms.watcher();
  }

  /** Refuses a reading that is on its way to the entry. */
  void reject(String source, RejectReason reason, String detail, SensorReading reading) {
    ledger.account(source).received(1, nowMillis());
    rejections.reject(source, reason, detail, reading);
  }

  /** Counts readings that an action took out on their way to the entry. */
  void suppress(String source, SuppressReason reason, int readings) {
    if (readings > 0) {
      ledger.account(source).received(readings, nowMillis());
      ledger.account(source).suppressed(reason, readings);
    }
  }

  /** Has it looked, again and again, whether sensors have fallen silent. One thread does all. */
  synchronized Future<?> lookEvery(long millis, Runnable look) {
    return watch().scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Ends a watcher; its alarms are cleared later unless its successor raises them. */
  void end(Alarms.Watcher watcher) {
    watcher.end();
    later(alarms::clearEnded);
  }

  private synchronized void later(Runnable task) {
    if (watching) {
      try {
        watch().schedule(task, Alarms.HANDOVER.toMillis() + 1, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        // The context stops, and the alarms with it.
        watching = false;
      }
    }
  }

  private ScheduledExecutorService watch() {
    if (watch == null) {
      watch = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, NAME);
      if (watch instanceof SizedScheduledExecutorService sized) {
        // What is only due after the stop is not waited for.
        sized
            .getScheduledThreadPoolExecutor()
            .setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      }
    }
    return watch;
  }

  /** From now on no sensor is called silent: the gateway makes them so. */
  void stopWatching() {
    watching = false;
  }

  boolean isWatching() {
    return watching;
  }

  /** Returns whether sensors of the source would be heard if they had anything to say. */
  Listening listening(String source) {
    if (waiting.waitingFrom(source) > 0) {
      return Listening.NOT_NOW;
    }
    ServiceStatus status = context.getRouteController().getRouteStatus(source);
    if (status == null) {
      return source.equals(Incoming.source(null)) ? Listening.YES : Listening.NO_MORE;
    }
    return status.isStarted() ? Listening.YES : Listening.NOT_NOW;
  }

  /** Clears the alarms of a route that was removed, unless one of the same id takes its place. */
  void removed(String routeId) {
    origins.removed(routeId);
    if (alarms.raisedNow() == 0) {
      return;
    }
    later(
        () -> {
          if (context.getRoute(routeId) == null) {
            alarms.clearSource(routeId);
          }
        });
  }
}
