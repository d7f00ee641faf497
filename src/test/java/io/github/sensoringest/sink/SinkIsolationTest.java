package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.sink.IsolatedSinks.Taken;
import io.github.sensoringest.swap.PausableConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sink does is its own matter, and what it loses is counted. */
@Timeout(60)
class SinkIsolationTest {
  private static final Processor FINE = exchange -> {};
  private static final Processor FAILING =
      exchange -> {
        throw new IllegalStateException("the disk is full");
      };

  private final CountDownLatch hold = new CountDownLatch(1);
  private final Processor hanging = exchange -> hold.await();

  @Test
  void sinkThatHangsHoldsUpNoOther() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks()) {
      Taken healthy = sinks.sink("healthy", false, FINE);
      Taken stuck = sinks.sink("stuck", false, hanging);

      sinks.closeAll(0, 100);

      await().until(() -> healthy.sources.size() == 100);
      assertThat(stuck.sources).isEmpty();
      assertThat(sinks.delivered).isEmpty();
      hold.countDown();
      await().until(() -> sinks.delivered.size() == 100);
    }
  }

  @Test
  void sinkThatFailsHoldsUpNoOtherAndGetsAllOnceWhenItRecovers() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.retry-delay=1ms")) {
      Taken healthy = sinks.sink("healthy", false, FINE);
      Taken store =
          sinks.sink(
              "store",
              false,
              exchange -> {
                if (away.get()) {
                  throw new IllegalStateException("the database is away");
                }
              });
      sinks.closeAll(0, 50);
      await().until(() -> healthy.sources.size() == 50);
      assertThat(sinks.delivered).isEmpty();

      away.set(false);

      await().until(() -> sinks.delivered.size() == 50);
      assertThat(store.sources).isEqualTo(inOrder(0, 50));
      assertThat(sinks.counts("store").lostRows()).isZero();
    }
  }

  @Test
  void bestEffortSinkIsNotWaitedFor() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks()) {
      sinks.sink("stuck", true, hanging);

      sinks.close(0, 1);

      assertThat(sinks.delivered).containsExactly(0);
      assertThat(sinks.beans.areAllTaken()).isFalse();
      hold.countDown();
      await().until(sinks.beans::areAllTaken);
    }
  }

  @Test
  void bestEffortSinkWhoseQueueIsFullLosesWhatComesAndThatIsCounted() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.waiting=10", "entry.log-every=1h");
        LogLines log = new LogLines(SinkQueue.class.getName())) {
      Taken stuck = sinks.sink("stuck", true, hanging);

      sinks.closeAll(0, 25);

      SinkCounts counts = sinks.counts("stuck");
      assertThat(counts.lostRows()).isEqualTo(15);
      assertThat(counts.lostReadings()).isEqualTo(30);
      assertThat(sinks.meters.get("sensor.ingest.sink.lost").functionCounter().count())
          .isEqualTo(15);
      assertThat(sinks.meters.get("sensor.ingest.sink.waiting").gauge().value()).isEqualTo(10);
      assertThat(log.all())
          .singleElement()
          .asString()
          .contains("sink-stuck has lost the window w10: its queue of 10 rows is full");
      hold.countDown();
      await().until(() -> stuck.sources.equals(inOrder(0, 10)));
    }
  }

  @Test
  void windowThatIsLargerThanTheQueueIsTakenIntoAnEmptyOne() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.waiting=10", "sinks.batch=1")) {
      Taken sink = sinks.sink("large", true, FINE);

      sinks.close(0, 500);

      await().until(() -> sink.sources.size() == 500);
      assertThat(sinks.counts("large").lostRows()).isZero();
    }
  }

  @Test
  void windowOnWhichABestEffortSinkFailsIsGivenUpAndTheNextIsTried() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.batch=1")) {
      Taken sink =
          sinks.sink(
              "moody",
              true,
              exchange -> {
                if (tries.getAndIncrement() == 0) {
                  throw new IllegalStateException("the network is down");
                }
              });

      sinks.closeAll(0, 3);

      await().until(sinks.beans::areAllTaken);
      assertThat(sink.sources).isEqualTo(inOrder(1, 3));
      assertThat(sinks.counts("moody")).isEqualTo(new SinkCounts("sink-moody", 2, 1, 2));
    }
  }

  @Test
  void windowsThatWaitGoToTheSinkAtOnceUpToTheLimit() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.batch=40")) {
      Taken sink = sinks.sink("store", false, hanging);
      sinks.close(0, 1);
      for (int i = 1; i <= 100; i++) {
        sinks.close(i, 1);
      }

      hold.countDown();

      await().until(() -> sinks.delivered.size() == 101);
      assertThat(sink.sources).isEqualTo(inOrder(0, 101));
      assertThat(sink.sizes).hasSizeLessThanOrEqualTo(5).allMatch(size -> size <= 40);
    }
  }

  @Test
  void removedSinkIsNotWaitedForAnyMoreAndWhatItLacksIsCounted() throws Exception {
    try (IsolatedSinks sinks =
        new IsolatedSinks("sinks.retry-delay=1h", "sinks.retry-max-delay=1h")) {
      sinks.sink("healthy", false, FINE);
      sinks.sink("broken", false, FAILING);
      sinks.closeAll(0, 10);
      assertThat(sinks.delivered).isEmpty();

      sinks.remove("broken");

      await().until(() -> sinks.delivered.size() == 10);
      assertThat(sinks.counts("broken").lostRows()).isEqualTo(10);
    }
  }

  @Test
  void successorGetsAtOnceWhatTheOneBeforeFailedOn() throws Exception {
    try (IsolatedSinks sinks =
        new IsolatedSinks("sinks.retry-delay=1h", "sinks.retry-max-delay=1h")) {
      AtomicInteger tries = new AtomicInteger();
      sinks.sink(
          "store",
          false,
          exchange -> {
            tries.incrementAndGet();
            FAILING.process(exchange);
          });
      sinks.closeAll(0, 10);
      await().until(() -> tries.get() > 0);

      Taken mended = replace(sinks, "store", FINE);

      await().until(() -> sinks.delivered.size() == 10);
      assertThat(mended.sources).isEqualTo(inOrder(0, 10));
    }
  }

  @Test
  void successorGetsWhatTheOneBeforeHangsOn() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (IsolatedSinks sinks = new IsolatedSinks()) {
      sinks.sink(
          "store",
          false,
          exchange -> {
            inside.countDown();
            boolean interrupted = true;
            while (interrupted) {
              try {
                never.await();
                interrupted = false;
              } catch (InterruptedException e) {
                interrupted = true;
              }
            }
          });
      sinks.closeAll(0, 10);
      inside.await();

      Taken mended = replace(sinks, "store", FINE);

      await().until(() -> sinks.delivered.size() == 10);
      assertThat(mended.sources).isEqualTo(inOrder(0, 10));
      never.countDown();
    }
  }

  /** As the routes folder does it, which keeps the door of the sink shut meanwhile. */
  private Taken replace(IsolatedSinks sinks, String name, Processor next) throws Exception {
    ((PausableConsumer) sinks.context.getRoute(name).getConsumer()).pause();
    // The looks at the sinks are to see what is inside, as they do in the time that a swap waits.
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    sinks.context.getShutdownStrategy().setTimeout(1);
    sinks
        .context
        .getRouteController()
        .stopRoute(name, 100, java.util.concurrent.TimeUnit.MILLISECONDS);
    sinks.context.removeRoute(name);
    return sinks.sink(name, false, next);
  }

  @Test
  void endGivesUpWhatBestEffortSinksDidNotTakeAndLeavesTheRestAsItIs() throws Exception {
    try (IsolatedSinks sinks = new IsolatedSinks()) {
      sinks.sink("loose", true, hanging);
      sinks.sink("strict", false, hanging);
      sinks.closeAll(0, 5);

      sinks.beans.giveUpTheRest();

      assertThat(sinks.counts("loose").lostRows()).isEqualTo(5);
      assertThat(sinks.counts("strict").lostRows()).isZero();
      assertThat(sinks.delivered).isEmpty();
      hold.countDown();
    }
  }

  @Test
  void everyRequiredSinkGetsEachWindowOnceInOrderHoweverTheyFail() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int windows = 2_000;
    try (IsolatedSinks sinks =
        new IsolatedSinks("sinks.retry-delay=1ms", "sinks.retry-max-delay=1ms", "sinks.batch=7")) {
      List<Taken> required =
          List.of(
              sinks.sink("a", false, failing(new Random(random.nextLong()), 0.3)),
              sinks.sink("b", false, failing(new Random(random.nextLong()), 0.01)),
              sinks.sink("c", false, FINE));
      Taken loose = sinks.sink("d", true, failing(new Random(random.nextLong()), 0.2));
      for (int i = 0; i < windows; i++) {
        sinks.close(i, 1);
      }

      await().until(() -> sinks.delivered.size() == windows && sinks.beans.areAllTaken());
      for (Taken sink : required) {
        assertThat(sink.sources).as("seed " + seed).isEqualTo(inOrder(0, windows));
      }
      SinkCounts counts = sinks.counts("d");
      assertThat(counts.takenRows() + counts.lostRows()).as("seed " + seed).isEqualTo(windows);
      assertThat(loose.sources).as("seed " + seed).hasSize((int) counts.takenRows());
    }
  }

  private static Processor failing(Random random, double share) {
    return exchange -> {
      if (random.nextDouble() < share) {
        FAILING.process(exchange);
      }
    };
  }

  private static List<String> inOrder(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "w" + i).toList();
  }

  @Test
  void timeAndFailuresOfASinkAreMeasuredAndItsStatusSaysWhatItFailedWith() throws Exception {
    AtomicBoolean away = new AtomicBoolean(true);
    try (IsolatedSinks sinks = new IsolatedSinks("sinks.retry-delay=1ms")) {
      sinks.sink("store", false, exchange -> failWhile(away));
      sinks.close(0, 1);
      await().until(() -> sinks.beans.status().get(0).failure().isPresent());
      assertThat(sinks.beans.status().get(0).failure().get()).contains("the database is away");
      assertThat(sinks.meters.get("sensor.ingest.sink.failures").functionCounter().count())
          .isPositive();

      away.set(false);

      await().until(() -> sinks.delivered.size() == 1);
      assertThat(sinks.beans.status().get(0).failure()).isEmpty();
      assertThat(sinks.meters.get("sensor.ingest.sink.latency").timer().count()).isEqualTo(1);
    }
  }

  private static void failWhile(AtomicBoolean away) {
    if (away.get()) {
      throw new IllegalStateException("the database is away");
    }
  }
}
