package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.rejected.Repeats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class AwaitSinksTest {
  private final ManualClock clock = ManualClock.atMillis(0);
  private final Windows windows = new Windows(TestSettings.with().window(), new Ledger(), clock);
  private final AtomicLong buffered = new AtomicLong();
  private final AwaitSinks awaitSinks =
      new AwaitSinks(
          windows, 2, () -> buffered.get(), new Repeats(Duration.ofDays(1), clock), clock);
  private final CompletableFuture<Boolean> passed = new CompletableFuture<>();

  @Test
  void letsReadingsThroughWhileFewWindowsWait() throws Exception {
    close("a");

    awaitSinks.process(exchange(Readings.batch("late", 1)));

    assertThat(held()).isEmpty();
  }

  @Test
  void letsReadingsThroughWhileASingleWindowWaitsHoweverManyRowsItHas() throws Exception {
    arrive(Readings.batchOf("plant", 3));
    windows.closeAll();

    awaitSinks.process(exchange(Readings.batch("late", 1)));

    assertThat(awaitSinks.isBehind()).isFalse();
  }

  @Test
  void isBehindWhileItHoldsTheIngestUp() throws Exception {
    close("a", "b");
    Thread ingest = processInBackground(Readings.batch("held-up", 1));
    await().until(() -> ingest.getState() == Thread.State.TIMED_WAITING);

    assertThat(awaitSinks.isBehind()).isTrue();

    ingest.interrupt();
    passed.join();
    assertThat(awaitSinks.isBehind()).isFalse();
  }

  @Test
  void isBehindUntilAsManyReadingsHaveComeAsWaited() throws Exception {
    endAHoldUpWith(3);
    buffered.set(100);

    awaitSinks.process(exchange(Readings.batch("a", 1, 2)));
    assertThat(awaitSinks.isBehind()).isTrue();
    awaitSinks.process(exchange(Readings.batch("a", 3)));

    assertThat(awaitSinks.isBehind()).isFalse();
  }

  @Test
  void isNotBehindAnyMoreWhenNothingIsLeftInTheBuffer() throws Exception {
    endAHoldUpWith(1_000);
    assertThat(awaitSinks.isBehind()).isTrue();

    buffered.set(0);

    assertThat(awaitSinks.isBehind()).isFalse();
  }

  private void endAHoldUpWith(long waiting) {
    List<OpenWindow> closed = close("a", "b");
    Thread ingest = processInBackground(Readings.batch("held-up", 1));
    await().until(() -> ingest.getState() == Thread.State.TIMED_WAITING);
    buffered.set(waiting);
    windows.delivered(closed.get(0).key());
    passed.join();
  }

  @Test
  void holdsReadingsUpWhileTooManyWindowsWait() throws Exception {
    close("a", "b");

    Thread ingest = processInBackground(Readings.batch("held-up", 1, 2, 3));

    await().until(() -> ingest.getState() == Thread.State.TIMED_WAITING);
    assertThat(passed).isNotDone();
    ingest.interrupt();
    passed.join();
  }

  @Test
  void readingsThatAreHeldUpAreAccountedFor() {
    close("a", "b");

    Thread ingest = processInBackground(Readings.batch("held-up", 1, 2, 3));

    await().untilAsserted(() -> assertThat(held()).containsExactly("held-up: 3"));
    ingest.interrupt();
    passed.join();
  }

  @Test
  void letsGoWhenTheSinksHaveTakenEnough() {
    List<OpenWindow> closed = close("a", "b");
    Thread ingest = processInBackground(Readings.batch("held-up", 1));
    await().until(() -> ingest.getState() == Thread.State.TIMED_WAITING);

    windows.delivered(closed.get(0).key());

    assertThat(passed.join()).isTrue();
    assertThat(held()).isEmpty();
  }

  @Test
  void interruptedHoldUpFails() {
    close("a", "b");
    Thread ingest = processInBackground(Readings.batch("held-up", 1));
    await().until(() -> ingest.getState() == Thread.State.TIMED_WAITING);

    ingest.interrupt();

    assertThat(passed.join()).isFalse();
    assertThat(held()).isEmpty();
  }

  @Test
  void stepThatTakesLongOnTheWayToTheWindowsHoldsTheIngestUp() throws Exception {
    awaitSinks.process(exchange(Readings.batch("a", 1)));
    assertThat(awaitSinks.isBehind()).as("just now").isFalse();

    clock.advance(Duration.ofSeconds(1));
    assertThat(awaitSinks.isBehind()).as("on the way for a second").isTrue();

    buffered.set(5);
    awaitSinks.passed();
    assertThat(awaitSinks.isBehind()).as("what waited meanwhile").isTrue();

    buffered.set(0);
    assertThat(awaitSinks.isBehind()).as("worked off").isFalse();
  }

  private List<OpenWindow> close(String... sources) {
    for (String source : sources) {
      arrive(Readings.batch(source, 1));
    }
    return windows.closeAll();
  }

  private void arrive(ReadingBatch batch) {
    for (WindowPart part : windows.split(List.of(batch)).parts()) {
      part.shares()
          .forEach(s -> part.window().table().add(s.batch(), s.counted(), new NothingRefused()));
      windows.arrived(part);
    }
  }

  private Thread processInBackground(ReadingBatch batch) {
    Thread thread =
        new Thread(
            () -> {
              try {
                awaitSinks.process(exchange(batch));
                passed.complete(true);
              } catch (InterruptedException e) {
                passed.complete(false);
              }
            });
    thread.start();
    return thread;
  }

  private static Exchange exchange(Object body) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(body);
    return exchange;
  }

  private List<String> held() {
    List<String> held = new ArrayList<>();
    awaitSinks.holdings((source, count) -> held.add(source + ": " + count));
    return held;
  }
}
