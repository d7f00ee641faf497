package io.github.sensoringest.quality;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** The surroundings of an action, with a clock that a test moves. */
final class TestQuality implements AutoCloseable, WaitingForRoom {
  final ManualClock clock = ManualClock.atMillis(1_000_000);
  final Ledger ledger = new Ledger();
  final AlarmBeans alarmBeans = new AlarmBeans(clock);
  final List<Alarm> alarms = Collections.synchronizedList(new ArrayList<>());
  final List<Rejection> rejections = Collections.synchronizedList(new ArrayList<>());
  final Set<String> waiting = ConcurrentHashMap.newKeySet();
  final DefaultCamelContext context = new DefaultCamelContext();
  final QualityBeans beans =
      new QualityBeans(
          TestSettings.with(),
          ledger,
          alarmBeans.alarms(),
          this,
          clock,
          () -> EpochNanos.of(clock.instant()));

  TestQuality() {
    try {
      alarmBeans.configure(context);
      beans.configure(context);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:alarms").process(TestQuality.this::noteAlarms);
              from("direct:rejected")
                  .process(e -> rejections.add(e.getMessage().getBody(Rejection.class)));
            }
          });
      context.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void noteAlarms(Exchange exchange) {
    for (Object alarm : (List<?>) exchange.getMessage().getBody()) {
      alarms.add((Alarm) alarm);
    }
  }

  Quality quality() {
    return Quality.of(context);
  }

  Alarms raised() {
    return alarmBeans.alarms();
  }

  /** Returns the alarms so far, each as its state, sensor and kind. */
  List<String> events() {
    return alarms.stream()
        .map(alarm -> alarm.state().label() + " " + alarm.sensorId() + " " + alarm.kind())
        .toList();
  }

  /** Returns a message of the source {@code source}. */
  Exchange message(String source, Object body) {
    Exchange exchange = new DefaultExchange(context);
    exchange.getExchangeExtension().setFromRouteId(source);
    exchange.getMessage().setBody(body);
    return exchange;
  }

  /** Sends a body through the step, and returns what passes; nothing if it goes no further. */
  List<Object> pass(Processor action, Object body) throws Exception {
    Exchange exchange = message("plant", body);
    action.process(exchange);
    if (exchange.isRouteStop()) {
      return List.of();
    }
    Object passed = exchange.getMessage().getBody();
    return passed instanceof List<?> list
        ? new ArrayList<>(list)
        : Collections.singletonList(passed);
  }

  Balance balance() {
    return ledger.total();
  }

  /** Returns a reading of now. */
  SensorReading reading(String sensorId, double value) {
    return SensorReading.of(sensorId, clock.instant(), value, "celsius");
  }

  /** Moves the clock, and returns a reading of then. */
  SensorReading after(Duration time, double value) {
    clock.advance(time);
    return reading("S", value);
  }

  @Override
  public int waitingFrom(String source) {
    return waiting.contains(source) ? 1 : 0;
  }

  @Override
  public int waitingIn(String routeId) {
    return 0;
  }

  @Override
  public void close() {
    context.stop();
  }
}
