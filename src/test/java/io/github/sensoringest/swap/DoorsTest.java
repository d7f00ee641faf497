package io.github.sensoringest.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorsTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Doors doors = new Doors();
  private final AtomicLong taken = new AtomicLong();
  private ProducerTemplate template;

  @BeforeEach
  void start() throws Exception {
    camel.disableJMX();
    doors.configure(camel);
    camel.start();
    template = camel.createProducerTemplate();
    addRoute(exchange -> taken.incrementAndGet());
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void messagesPass() {
    template.sendBody("direct:in", 1);

    assertThat(taken).hasValue(1);
    assertThat(consumer().inside()).isZero();
  }

  @Test
  void whoIsInsideIsCounted() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    removeRoute();
    addRoute(exchange -> go.await());
    CompletableFuture<Object> sent = send();

    await().until(() -> consumer().inside() == 1);
    consumer().pause();
    assertThat(consumer().inside()).isEqualTo(1);
    go.countDown();
    sent.join();

    assertThat(consumer().inside()).isZero();
  }

  @Test
  void whoComesWhileTheRouteIsReplacedGetsTheNewOne() throws Exception {
    consumer().pause();
    CompletableFuture<Object> sent = send();
    removeRoute();
    AtomicInteger takenByNew = new AtomicInteger();
    addRoute(exchange -> takenByNew.incrementAndGet());
    sent.join();

    assertThat(takenByNew).hasValue(1);
    assertThat(taken).hasValue(0);
    assertThat(doors.held()).isEmpty();
  }

  @Test
  void whoComesWhileItIsPausedWaitsUntilItGoesOn() {
    consumer().pause();
    CompletableFuture<Object> sent = send();
    assertThat(doors.held()).containsExactly("direct://in");
    consumer().unpause();
    sent.join();

    assertThat(taken).hasValue(1);
  }

  @Test
  void whoWaitsForARouteThatDoesNotComeBackIsTurnedAway() throws Exception {
    consumer().pause();
    CompletableFuture<Object> sent = send();
    removeRoute();
    doors.giveUpHeld();

    assertThat(((Exchange) sent.join()).getException())
        .isInstanceOf(DirectConsumerNotAvailableException.class);
  }

  @Test
  void routeThatComesBackLaterIsFound() throws Exception {
    consumer().pause();
    removeRoute();
    doors.giveUpHeld();
    addRoute(exchange -> taken.incrementAndGet());
    template.sendBody("direct:in", 1);

    assertThat(taken).hasValue(1);
  }

  @Test
  void nobodyIsInARouteThatIsQuietWhoeverSends() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    removeRoute();
    addRoute(
        exchange -> {
          inside.incrementAndGet();
          inside.decrementAndGet();
        });
    AtomicInteger sent = new AtomicInteger();
    List<CompletableFuture<Void>> senders =
        List.of(1, 2, 3).stream()
            .map(
                sender ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 20_000; i++) {
                            template.sendBody("direct:in", i);
                            sent.incrementAndGet();
                          }
                        }))
            .toList();

    PausableConsumer consumer = consumer();
    while (!senders.stream().allMatch(CompletableFuture::isDone)) {
      consumer.pause();
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> consumer.inside() == 0);
      assertThat(inside).hasValue(0);
      int before = sent.get();
      consumer.unpause();
      // Some get through each time, or there would be no end.
      while (sent.get() < Math.min(before + 100, 60_000)) {
        Thread.onSpinWait();
      }
    }
    senders.forEach(CompletableFuture::join);

    assertThat(sent).hasValue(60_000);
  }

  private CompletableFuture<Object> send() {
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Object> sent =
        CompletableFuture.supplyAsync(
            () -> {
              began.countDown();
              return template.send("direct:in", exchange -> exchange.getMessage().setBody(1));
            });
    await().until(() -> began.getCount() == 0);
    return sent;
  }

  private PausableConsumer consumer() {
    return (PausableConsumer) camel.getRoute("in").getConsumer();
  }

  private void addRoute(Processor processor) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").routeId("in").process(processor);
          }
        });
  }

  private void removeRoute() throws Exception {
    camel.getRouteController().stopRoute("in");
    camel.removeRoute("in");
  }
}
