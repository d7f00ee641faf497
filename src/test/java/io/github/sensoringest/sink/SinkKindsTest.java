package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.swap.Doors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sinks of alarms and of single readings. */
@Timeout(60)
class SinkKindsTest {
  private static final Processor FINE = exchange -> {};

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Ledger ledger = new Ledger();
  private final List<Object> taken = new CopyOnWriteArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private SinkBeans beans;

  private void start(String... settings) throws Exception {
    Doors doors = new Doors();
    doors.configure(context);
    beans = new SinkBeans(TestSettings.with(settings), ledger, doors, Clock.systemUTC());
    beans.configure(context);
    context.start();
  }

  @AfterEach
  void stop() {
    hold.countDown();
    context.stop();
  }

  private void sink(String name, boolean bestEffort, Processor first) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var route = from("direct:" + name).routeId(name);
            route.errorHandler(noErrorHandler());
            route.process(first).process(e -> taken.addAll((List<?>) e.getMessage().getBody()));
          }
        });
    context
        .getRoute(name)
        .getProperties()
        .put("configurationId", bestEffort ? Sinks.BEST_EFFORT : "retry");
  }

  private void send(String step, Object body) throws Exception {
    Exchange exchange = new DefaultExchange(context);
    exchange.getMessage().setBody(body);
    context.getRegistry().lookupByNameAndType(step, Processor.class).process(exchange);
  }

  private static Alarm alarm(String sensorId) {
    return new Alarm(
        "oven", sensorId, "above-max", Alarm.State.RAISED, Instant.EPOCH, "too hot", 131);
  }

  private static List<ReadingBatch> chunk(String source, int size) {
    SensorReading[] readings = new SensorReading[size];
    for (int i = 0; i < size; i++) {
      readings[i] = new SensorReading("S" + i, i, i, "celsius");
    }
    return List.of(new ReadingBatch(source, readings, 0, size - 1));
  }

  @Test
  void eachKindOfSinkGetsItsOwnRows() throws Exception {
    start();
    List<Object> windows = new CopyOnWriteArrayList<>();
    sink("sink-w", false, e -> windows.addAll((List<?>) e.getMessage().getBody()));
    List<Object> alarms = new CopyOnWriteArrayList<>();
    sink("alarm-sink-a", false, e -> alarms.addAll((List<?>) e.getMessage().getBody()));
    List<Object> readings = new CopyOnWriteArrayList<>();
    sink("reading-sink-r", false, e -> readings.addAll((List<?>) e.getMessage().getBody()));

    send("alarmSinks", List.of(alarm("A")));
    send("readingSinks", chunk("oven", 2));

    await().until(() -> alarms.size() == 1 && readings.size() == 2);
    assertThat(alarms).containsExactly(alarm("A"));
    assertThat(readings)
        .containsExactly(
            new SourcedReading("oven", new SensorReading("S0", 0, 0, "celsius")),
            new SourcedReading("oven", new SensorReading("S1", 1, 1, "celsius")));
    assertThat(windows).isEmpty();
  }

  @Test
  void requiredSinkOfReadingsGetsAllOfThemOnceWhenItRecovers() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    start("sinks.retry-delay=1ms");
    sink(
        "reading-sink-r",
        false,
        e -> {
          if (away.get()) {
            throw new IllegalStateException("the peer is away");
          }
        });
    for (int i = 0; i < 20; i++) {
      send("readingSinks", chunk("source-" + i, 5));
    }
    assertThat(beans.awaitedRows()).isEqualTo(100);

    away.set(false);

    await().until(beans::areAllTaken);
    assertThat(taken).hasSize(100).doesNotHaveDuplicates();
    assertThat(beans.awaitedRows()).isZero();
  }

  @Test
  void readingsWaitAndAreHeldWhileTheQueueOfARequiredSinkIsFull() throws Exception {
    start("sinks.waiting=10", "sinks.batch=1");
    sink("reading-sink-r", false, e -> hold.await());
    send("readingSinks", chunk("oven", 10));

    try (LogLines log = new LogLines(Crowd.class.getName())) {
      CompletableFuture<Void> next = CompletableFuture.runAsync(() -> sendQuietly("oven", 3));
      await().until(() -> log.all().stream().anyMatch(it -> it.contains("reading-sink-r is slow")));
      assertThat(held()).isEqualTo(3);
      assertThat(next).isNotDone();

      hold.countDown();

      next.join();
      await().until(() -> taken.size() == 13);
      assertThat(held()).isZero();
    }
  }

  private void sendQuietly(String source, int size) {
    try {
      send("readingSinks", chunk(source, size));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long held() {
    return ledger.total().held();
  }

  @Test
  void bestEffortSinkOfReadingsHoldsNothingUpAndItsLossesAreCounted() throws Exception {
    start("sinks.waiting=10", "sinks.batch=1");
    sink("reading-sink-r", true, e -> hold.await());

    for (int i = 0; i < 5; i++) {
      send("readingSinks", chunk("oven", 4));
    }

    SinkCounts counts = counts("reading-sink-r");
    assertThat(counts.lostRows()).isEqualTo(12);
    assertThat(counts.lostReadings()).isEqualTo(12);
    assertThat(beans.awaitedRows()).isZero();
  }

  @Test
  void alarmsWaitWhileTheQueueOfARequiredSinkIsFull() throws Exception {
    start("sinks.waiting=1", "sinks.batch=1");
    sink("alarm-sink-a", false, e -> hold.await());
    send("alarmSinks", List.of(alarm("A")));

    CompletableFuture<Void> second =
        CompletableFuture.runAsync(
            () -> {
              try {
                send("alarmSinks", List.of(alarm("B")));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> !beans.areAlarmsHandedOut());
    assertThat(second).isNotDone();
    hold.countDown();

    second.join();
    await().until(() -> taken.equals(List.of(alarm("A"), alarm("B"))));
  }

  @Test
  void waitForAFullQueueEndsWhenTheGatewayIsStoppedByForce() throws Exception {
    start("sinks.waiting=1");
    sink("reading-sink-r", false, e -> hold.await());
    send("readingSinks", chunk("oven", 1));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                send("readingSinks", chunk("oven", 1));
                failure.complete(null);
              } catch (Exception e) {
                failure.complete(e);
              }
            });
    waiting.start();
    await().until(() -> held() == 1);

    context.getShutdownStrategy().setTimeout(1);
    context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    CompletableFuture.runAsync(context::stop);

    assertThat(failure.join()).isInstanceOf(RejectedExecutionException.class);
    assertThat(held()).isZero();
  }

  @Test
  void whatNoSinkHasTakenAtTheEndIsCountedAsLost() throws Exception {
    start("sinks.retry-delay=1h");
    sink("reading-sink-r", false, e -> hold.await());
    send("readingSinks", chunk("oven", 7));

    beans.giveUpTheRest();

    assertThat(counts("reading-sink-r").lostRows()).isEqualTo(7);
  }

  @Test
  void sinkOfReadingsThatIsAddedLaterGetsWhatComesFromThenOn() throws Exception {
    start();
    send("readingSinks", chunk("before", 1));
    sink("reading-sink-r", false, FINE);

    await()
        .until(
            () -> {
              send("readingSinks", chunk("after", 1));
              return !taken.isEmpty();
            });

    assertThat(taken)
        .allSatisfy(row -> assertThat(((SourcedReading) row).source()).isEqualTo("after"));
  }

  private SinkCounts counts(String name) {
    return beans.counts().stream().filter(it -> it.sink().equals(name)).findAny().orElseThrow();
  }
}
