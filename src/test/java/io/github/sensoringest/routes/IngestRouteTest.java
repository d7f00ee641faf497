package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.buffer.BufferBeans;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.store.StoreBeans;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.window.WindowBeans;
import io.github.sensoringest.window.WindowSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/ingest.camel.yaml}, with the error handling that it names. */
class IngestRouteTest extends CamelTestSupport {
  private final Ledger ledger = new Ledger();
  private final List<List<?>> windows = new CopyOnWriteArrayList<>();
  private final CountDownLatch sinks = new CountDownLatch(1);
  private final AtomicInteger offered = new AtomicInteger();
  private WindowBeans windowBeans;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  private void load(String... settings) throws Exception {
    Settings all = TestSettings.with(settings);
    TestSettings.configuration(settings)
        .all()
        .forEach(context.getPropertiesComponent()::addInitialProperty);
    ManualClock clock = ManualClock.atMillis(0);
    windowBeans = new WindowBeans(all, ledger, clock);
    windowBeans.configure(context);
    new BufferBeans(all, ledger, clock).configure(context);
    new StoreBeans(all, ledger, clock).configure(context);
    new SinkBeans(all, ledger, new Doors(), clock).configure(context);
    RouteText.bindStepsOfNoPage(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:rejected").to("mock:rejected");
            from("direct:windows").process(e -> take(e)).process("windowDelivered");
          }
        });
  }

  private void start() throws Exception {
    RouteText.loadFile(context, "routes/pipeline/errors.camel.yaml");
    RouteText.loadFile(context, "routes/pipeline/ingest.camel.yaml");
    context.start();
  }

  private void take(Exchange exchange) throws InterruptedException {
    offered.incrementAndGet();
    sinks.await();
    windows.add((List<?>) exchange.getMessage().getBody());
  }

  @Test
  void readingsOfAWindowBecomeOneListWithARowForEachSensor() throws Exception {
    load();
    start();

    send(Readings.batch("plant", Readings.at("A", 1), Readings.at("B", 2)));
    send(Readings.batch("plant", Readings.at("A", 9_999)));
    sinks.countDown();
    closeAll(3);

    awaitWindows(1);
    assertThat(windows.get(0))
        .map(WindowSummary.class::cast)
        .extracting(row -> row.sensorId() + " " + row.statistics().count())
        .containsExactly("A 2", "B 1");
  }

  @Test
  void batchThatSpansWindowsIsSplit() throws Exception {
    load();
    start();

    send(Readings.batch("plant", 1, 10_001, 20_001));
    sinks.countDown();
    closeAll(3);

    awaitWindows(3);
  }

  @Test
  void windowsLeaveInTheOrderInWhichTheyCloseHoweverSlowTheSinks() throws Exception {
    load();
    start();
    int many = 50;
    long[] times = new long[many];
    for (int i = 0; i < many; i++) {
      times[i] = i * 10_000L;
    }

    send(Readings.batch("plant", times));
    closeAll(many);
    sinks.countDown();

    awaitWindows(many);
    assertThat(windows)
        .map(rows -> ((WindowSummary) rows.get(0)).start().toEpochMilli())
        .isSorted();
  }

  @Test
  void nothingMoreIsTakenFromTheBufferWhileTooManyWindowsWait() throws Exception {
    load("sinks.waiting=1", "buffer.size=2", "buffer.when-full=drop-newest");
    start();
    send(Readings.batch("plant", 1, 10_001));
    closeAll(2);

    // One is held up before the windows, two are in the buffer, and the rest finds no room.
    send(Readings.batch("other", 1));
    await().until(() -> seda().isEmpty());
    for (int i = 0; i < 5; i++) {
      send(Readings.batch("other", 1));
    }

    assertThat(balance("other").dropped()).isEqualTo(3);
    assertThat(balance("other").held()).isEqualTo(3);
    sinks.countDown();
    await().untilAsserted(() -> assertThat(balance("other").held()).isEqualTo(3));
    await().until(() -> seda().isEmpty() && windowBeans.readings() == 3);
  }

  @Test
  void partOnWhichAStepFailsIsRefusedAndTheRestOfItsChunkIsNot() throws Exception {
    load();
    failFor("bad");
    start();

    sendTogether(
        Readings.batchOf("good", 3), Readings.batchOf("bad", 2), Readings.batchOf("good", 4));

    await().until(() -> balance("bad").rejectedInAll() == 2);
    assertThat(balance("bad").rejected()).isEqualTo(Map.of(RejectReason.FAILED, 2L));
    await().until(() -> windowBeans.readings() == 7);
    assertThat(ledger.total().missing()).isZero();
  }

  @Test
  void refusedReadingsAreSentWithTheStepsError() throws Exception {
    load();
    failFor("bad");
    start();

    send(Readings.batch("bad", 1));

    await().until(() -> getMockEndpoint("mock:rejected").getReceivedCounter() == 1);
    assertThat(
            getMockEndpoint("mock:rejected").getReceivedExchanges().get(0).getMessage().getBody())
        .asString()
        .contains("no key for bad");
  }

  @Test
  void sourceIsToldWhenAStepFails() throws Exception {
    load();
    failFor("bad");
    start();
    CountDownLatch told = new CountDownLatch(1);

    template.send(
        "seda:readings",
        exchange -> {
          exchange.getMessage().setBody(Readings.batch("bad", 1));
          exchange
              .getExchangeExtension()
              .addOnCompletion(
                  new SynchronizationAdapter() {
                    @Override
                    public void onFailure(Exchange failed) {
                      told.countDown();
                    }
                  });
        });

    await().until(() -> told.getCount() == 0);
  }

  @Test
  void readingsThatFailBeforeTheyAreSplitAreRefusedToo() throws Exception {
    load();
    context.getRegistry().unbind("windowParts");
    context
        .getRegistry()
        .bind(
            "windowParts",
            new ExpressionAdapter() {
              @Override
              public Object evaluate(Exchange exchange) {
                throw new IllegalStateException("no windows today");
              }
            });
    start();

    send(Readings.batchOf("plant", 5));

    await().until(() -> balance("plant").rejectedInAll() == 5);
    assertThat(balance("plant").missing()).isZero();
  }

  @Test
  void readingWhoseUnitChangedIsRefusedAndItsBatchIsNot() throws Exception {
    load();
    start();
    SensorReading fahrenheit = SensorReading.ofMillis("A", 2, 122, "fahrenheit");

    send(Readings.batch("plant", Readings.at("A", 1), fahrenheit, Readings.at("A", 3)));

    await().until(() -> windowBeans.readings() == 2);
    assertThat(balance("plant").rejected()).isEqualTo(Map.of(RejectReason.UNIT_CHANGED, 1L));
    assertThat(balance("plant").missing()).isZero();
  }

  @Test
  void foreignMessageInTheBufferDisturbsNothing() throws Exception {
    load();
    start();

    template.sendBody("seda:readings", "hello");
    send(Readings.batch("plant", 1));

    await().until(() -> windowBeans.readings() == 1);
    assertThat(ledger.total().missing()).isZero();
  }

  @Test
  void manyMessagesBecomeFewExchanges() throws Exception {
    load("ingest.coalesce=100");
    List<Exchange> parts = new CopyOnWriteArrayList<>();
    Expression key = context.getRegistry().lookupByNameAndType("windowKey", Expression.class);
    context.getRegistry().unbind("windowKey");
    context
        .getRegistry()
        .bind(
            "windowKey",
            new ExpressionAdapter() {
              @Override
              public Object evaluate(Exchange exchange) {
                parts.add(exchange);
                return key.evaluate(exchange, Object.class);
              }
            });
    start();

    sendTogether(
        IntStream.range(0, 100)
            .mapToObj(i -> Readings.batch("plant", i))
            .toArray(ReadingBatch[]::new));

    await().until(() -> windowBeans.readings() == 100);
    assertThat(parts).hasSize(1);
  }

  private void failFor(String source) {
    Expression key = context.getRegistry().lookupByNameAndType("windowKey", Expression.class);
    context.getRegistry().unbind("windowKey");
    context
        .getRegistry()
        .bind(
            "windowKey",
            new ExpressionAdapter() {
              @Override
              public Object evaluate(Exchange exchange) {
                if (exchange.getMessage().getBody().toString().contains(source)) {
                  throw new IllegalStateException("no key for " + source);
                }
                return key.evaluate(exchange, Object.class);
              }
            });
  }

  private void send(ReadingBatch batch) {
    ledger.account(batch.source()).received(batch.size(), 0);
    template.sendBody("seda:readings", batch);
  }

  /** Sends while the route rests, so that all wait in the buffer when it goes on. */
  private void sendTogether(ReadingBatch... batches) throws Exception {
    context.getRouteController().stopRoute("ingest");
    for (ReadingBatch batch : batches) {
      send(batch);
    }
    context.getRouteController().startRoute("ingest");
  }

  /** Closes windows until the first is with the sinks: one with a part on its way stays open. */
  private void closeAll(long readings) {
    await().until(() -> windowBeans.readings() == readings);
    await()
        .until(
            () -> {
              windowBeans.closeAll();
              return offered.get() > 0;
            });
  }

  private void awaitWindows(int count) {
    await()
        .until(
            () -> {
              windowBeans.closeAll();
              return windows.size() == count;
            });
  }

  private Queue<Exchange> seda() {
    return context.getEndpoint("seda:readings", SedaEndpoint.class).getQueue();
  }

  private Balance balance(String source) {
    ledger.account(source);
    List<Balance> all = new ArrayList<>(ledger.balances());
    all.removeIf(balance -> !balance.source().equals(source));
    return all.get(0);
  }
}
