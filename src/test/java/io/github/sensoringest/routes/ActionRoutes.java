package io.github.sensoringest.routes;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.alarm.AlarmBeans;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.quality.QualityBeans;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Routes from {@code direct:ID} through kamelets that are actions to {@code mock:readings}. */
final class ActionRoutes {
  private final Ledger ledger = new Ledger();
  private final ManualClock clock = ManualClock.atMillis(1_000_000);
  private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
  private CamelContext context;

  /** Makes the shipped kamelets and what they need known, and starts the context. */
  void prepare(CamelContext camel) throws Exception {
    context = camel;
    RouteText.useShippedKamelets(context);
    AlarmBeans alarmBeans = new AlarmBeans(clock);
    alarmBeans.configure(context);
    new QualityBeans(
            TestSettings.with(),
            ledger,
            alarmBeans.alarms(),
            new NobodyWaits(),
            clock,
            () -> EpochNanos.of(clock.instant()))
        .configure(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:rejected").to("mock:rejected");
            from("direct:alarms").process(exchange -> note(exchange));
          }
        });
    context.start();
  }

  private void note(Exchange exchange) {
    for (Object alarm : (List<?>) exchange.getMessage().getBody()) {
      alarms.add((Alarm) alarm);
    }
  }

  /** Loads a route with one action. */
  void load(String routeId, String kamelet, String... parameters) throws Exception {
    loadAll(routeId, List.of(kamelet + " " + String.join(", ", parameters)));
  }

  /** Loads a route with actions such as {@code quality-action min: 0, max: 5}. */
  void loadAll(String routeId, List<String> actions) throws Exception {
    StringBuilder yaml = new StringBuilder();
    yaml.append("- route:\n    id: ").append(routeId).append("\n    from:\n");
    yaml.append("      uri: direct:").append(routeId).append("\n      steps:\n");
    for (String action : actions) {
      String[] parts = action.split(" ", 2);
      yaml.append("        - to:\n            uri: kamelet:").append(parts[0]).append('\n');
      yaml.append("            parameters:\n");
      Arrays.stream(parts[1].split(", "))
          .forEach(it -> yaml.append("              ").append(it).append('\n'));
    }
    yaml.append("        - to:\n            uri: mock:readings\n");
    RouteText.loadText(context, routeId, yaml.toString());
  }

  Ledger ledger() {
    return ledger;
  }

  ManualClock clock() {
    return clock;
  }

  Instant now() {
    return clock.instant();
  }

  List<Alarm> alarms() {
    return Collections.unmodifiableList(alarms);
  }

  SensorReading reading(String sensorId, double value) {
    return SensorReading.of(sensorId, now(), value, "celsius");
  }

  private static final class NobodyWaits implements WaitingForRoom {
    @Override
    public int waitingFrom(String source) {
      return 0;
    }

    @Override
    public int waitingIn(String routeId) {
      return 0;
    }
  }
}
