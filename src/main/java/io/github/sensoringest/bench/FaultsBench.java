package io.github.sensoringest.bench;

import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import io.github.sensoringest.simulate.Fault;
import io.github.sensoringest.simulate.FaultPlan;
import io.github.sensoringest.simulate.FaultySensor;
import io.github.sensoringest.window.WindowSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/**
 * Sends what faulty sensors would through the gateway, and holds every window, and every reading
 * that is late or refused, against {@link PlainWindows}. The readings are of yesterday, so that the
 * outcome does not depend on how fast the machine is.
 */
public final class FaultsBench {
  /**
   * What is sent.
   *
   * @param sources how many sources
   * @param sensors how many sensors each source has
   * @param readings how many readings each sensor measures
   * @param period the time between two of them
   * @param windowings how the sources make windows, in turn
   */
  public record Plan(
      int sources,
      int sensors,
      int readings,
      Duration period,
      long seed,
      FaultPlan faults,
      List<Windowing> windowings) {}

  /**
   * What became of it.
   *
   * @param faults how many readings each fault has struck
   * @param sent how many readings were sent
   * @param total the gateway's own account of them
   * @param windows how many windows there should be, a sensor's each
   * @param differences a sentence for each thing that is not as it should be
   */
  public record Result(
      Map<Fault, Long> faults, long sent, Balance total, long windows, List<String> differences) {}

  private static final String SOURCE = "faults-";
  private static final double DEVIATION = 10;
  private static final double MEAN = 50;

  private final Plan plan;
  private final Queue<WindowSummary> received = new ConcurrentLinkedQueue<>();
  private final Map<String, PlainWindows> expected = new TreeMap<>();
  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private long sent;

  /** Creates one for one run. */
  public FaultsBench(Plan plan) {
    this.plan = plan;
  }

  /** Starts the gateway, sends all, stops the gateway, and compares. */
  public Result run(Gateway gateway) {
    gateway.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:sink-faults").routeId("sink-faults").process(FaultsBench.this::receive);
          }
        });
    CamelContext context = gateway.start();
    try {
      sendAll(context);
    } finally {
      gateway.stop();
    }
    return result(gateway.ledger().balances(), gateway.ledger().total());
  }

  private void receive(Exchange exchange) {
    for (Object row : (List<?>) exchange.getMessage().getBody()) {
      received.add((WindowSummary) row);
    }
  }

  private void sendAll(CamelContext context) {
    ProducerTemplate template = context.createProducerTemplate();
    Instant start = Instant.now().minus(Duration.ofDays(1)).minus(span());
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < plan.sources; i++) {
      sources.add(new Source(i));
    }
    for (int number = 0; number < plan.readings; number++) {
      long time = EpochNanos.of(start.plus(plan.period.multipliedBy(number)));
      boolean last = number == plan.readings - 1;
      for (Source source : sources) {
        source.send(source.measure(time, last), template);
      }
    }
    sources.forEach(Source::countFaults);
  }

  private Duration span() {
    return plan.period.multipliedBy(plan.readings);
  }

  private Result result(List<Balance> balances, Balance total) {
    List<String> differences = new ArrayList<>();
    Map<String, List<WindowSummary>> bySource =
        received.stream().collect(Collectors.groupingBy(WindowSummary::source));
    Map<String, Balance> books =
        balances.stream().collect(Collectors.toMap(Balance::source, balance -> balance));
    long windows = 0;
    for (Map.Entry<String, PlainWindows> entry : expected.entrySet()) {
      String source = entry.getKey();
      PlainWindows plain = entry.getValue();
      windows += plain.windows().size();
      Differences.between(plain, bySource.getOrDefault(source, List.of()))
          .forEach(sentence -> differences.add(source + ": " + sentence));
      compareCounts(source, plain, books.get(source), differences);
    }
    return new Result(faults, sent, total, windows, differences);
  }

  private static void compareCounts(
      String source, PlainWindows plain, Balance balance, List<String> differences) {
    differs(source, "late", plain.dropped().size(), balance.late(), differences);
    for (RejectReason reason : RejectReason.values()) {
      differs(
          source,
          "refused as " + reason.label(),
          plain.rejected().getOrDefault(reason, List.of()).size(),
          balance.rejected().getOrDefault(reason, 0L),
          differences);
    }
    differs(source, "unaccounted for", 0, balance.missing(), differences);
  }

  private static void differs(
      String source, String what, long wanted, long is, List<String> differences) {
    if (wanted != is) {
      differences.add(source + ": " + is + " readings are " + what + ", not " + wanted);
    }
  }

  /** A family of faulty sensors. */
  private final class Source {
    private final String id;
    private final Windowing windowing;
    private final Random random;
    private final List<FaultySensor> sensors = new ArrayList<>();
    private final PlainWindows plain;

    Source(int number) {
      id = SOURCE + number;
      windowing = plan.windowings.get(number % plan.windowings.size());
      random = new Random(plan.seed + number);
      // What becomes of sessions in two units that come together, the plain way does not say.
      FaultPlan faulty =
          windowing.hasSessions() ? plan.faults.without(Fault.WRONG_UNIT) : plan.faults;
      for (int i = 0; i < plan.sensors; i++) {
        sensors.add(new FaultySensor(faulty, random.nextLong()));
      }
      plain = new PlainWindows(windowing);
      expected.put(id, plain);
    }

    List<SensorReading> measure(long epochNanos, boolean last) {
      List<SensorReading> readings = new ArrayList<>();
      for (int i = 0; i < sensors.size(); i++) {
        double value = MEAN + DEVIATION * random.nextGaussian();
        SensorReading measured = new SensorReading("S" + i, epochNanos, value, "celsius");
        readings.addAll(sensors.get(i).next(measured));
      }
      if (last) {
        sensors.forEach(sensor -> readings.addAll(sensor.rest()));
      }
      return readings;
    }

    void send(List<SensorReading> readings, ProducerTemplate template) {
      if (readings.isEmpty()) {
        return;
      }
      plain.arrive(readings);
      sent += readings.size();
      Exchange exchange =
          template.send(
              "direct:readings",
              e -> {
                e.getExchangeExtension().setFromRouteId(id);
                e.setProperty(Windowing.PROPERTY, windowing);
                e.getMessage().setBody(readings);
              });
      if (exchange.getException() != null) {
        throw new CamelExecutionException(
            "a message was not taken", exchange, exchange.getException());
      }
    }

    void countFaults() {
      sensors.forEach(
          sensor -> sensor.made().forEach((fault, n) -> faults.merge(fault, n, Long::sum)));
    }
  }
}
