package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.swap.PausableConsumer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BufferPausedTest {
  private final AtomicInteger taken = new AtomicInteger();

  @Test
  void pausedConsumerTakesNothing() throws Exception {
    try (TestBuffer buffer = new TestBuffer()) {
      PausableConsumer consumer = consume(buffer, "one", exchange -> taken.incrementAndGet());
      pause(consumer);
      buffer.send(Readings.batch("a", 1));
      buffer.send(Readings.batch("a", 2));

      assertThat(buffer.takeAll()).hasSize(2);
      assertThat(taken).hasValue(0);
    }
  }

  @Test
  void whatIsInsideIsFinishedAndThenNothingIs() throws Exception {
    try (TestBuffer buffer = new TestBuffer()) {
      CountDownLatch go = new CountDownLatch(1);
      PausableConsumer consumer =
          consume(
              buffer,
              "one",
              exchange -> {
                go.await();
                taken.incrementAndGet();
              });
      buffer.send(Readings.batch("a", 1));
      await().until(() -> buffer.balance("a").held() == 0);
      consumer.pause();
      assertThat(consumer.inside()).isEqualTo(1);
      go.countDown();

      await().until(() -> consumer.inside() == 0);
      assertThat(taken).hasValue(1);
    }
  }

  @Test
  void consumerThatGoesOnTakesWhatHasCome() throws Exception {
    try (TestBuffer buffer = new TestBuffer()) {
      PausableConsumer consumer = consume(buffer, "one", exchange -> taken.incrementAndGet());
      pause(consumer);
      buffer.send(Readings.batch("a", 1));
      consumer.unpause();

      await().until(() -> taken.get() == 1);
    }
  }

  @Test
  @Timeout(60)
  void routeIsReplacedWithAFullQueueAndItsSuccessorFindsAll() throws Exception {
    try (TestBuffer buffer = new TestBuffer("buffer.size=100")) {
      pause(consume(buffer, "one", exchange -> {}));
      for (int i = 0; i < 100; i++) {
        buffer.send(Readings.batch("a", i));
      }
      // Nothing but this route names the queue, so Camel would drop it with all that is in it.
      buffer.camel().getRouteController().stopRoute("one");
      buffer.camel().removeRoute("one");
      consume(buffer, "two", exchange -> taken.incrementAndGet());

      await().until(() -> taken.get() == 100);
    }
  }

  @Test
  @Timeout(60)
  void whoSendsAllTheWhileFindsTheSuccessorThoughTheQueueWasEmpty() throws Exception {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer.send(Readings.batch("a", 0));
      PausableConsumer consumer = consume(buffer, "one", exchange -> taken.incrementAndGet());
      await().until(() -> taken.get() == 1);
      pause(consumer);
      buffer.camel().getRouteController().stopRoute("one");
      buffer.camel().removeRoute("one");
      consume(buffer, "two", exchange -> taken.incrementAndGet());
      buffer.send(Readings.batch("a", 1));

      await().until(() -> taken.get() == 2);
    }
  }

  private static void pause(PausableConsumer consumer) {
    consumer.pause();
    await().until(() -> consumer.inside() == 0);
  }

  private static PausableConsumer consume(TestBuffer buffer, String routeId, Processor processor)
      throws Exception {
    buffer
        .camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(TestBuffer.READINGS).routeId(routeId).process(processor);
              }
            });
    return (PausableConsumer) buffer.camel().getRoute(routeId).getConsumer();
  }
}
