package io.github.sensoringest.sink;

import io.github.sensoringest.alarm.Alarm;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Puts alarms into the queue of every sink of alarms. Waits while that of a required one is full.
 * Thread-safe.
 */
final class AlarmSinks implements Processor {
  private final Sinks sinks;
  private final Crowd crowd;
  private final AtomicInteger inside = new AtomicInteger();

  AlarmSinks(Sinks sinks, Crowd crowd) {
    this.sinks = sinks;
    this.crowd = crowd;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    List<?> alarms = (List<?>) exchange.getMessage().getBody();
    inside.incrementAndGet();
    try {
      crowd.await(sinks, exchange.getContext());
      sinks.handOut(new RowBatch(key(alarms), alarms, () -> {}));
    } finally {
      inside.decrementAndGet();
    }
  }

  private static String key(List<?> alarms) {
    return alarms.isEmpty() || !(alarms.get(0) instanceof Alarm first)
        ? "?"
        : first.sensorId() + " " + first.kind() + " " + first.state().label();
  }

  /** Returns whether no alarm is on its way into the queues. */
  boolean isQuiet() {
    return inside.get() == 0;
  }
}
