package io.github.sensoringest.buffer;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;

/** The buffer {@code seda:readings} in a real Camel context; nobody empties it but the test. */
final class TestBuffer implements AutoCloseable {
  static final String READINGS = "seda:readings";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Ledger ledger = new Ledger();
  private final ProducerTemplate template;

  TestBuffer(String... settings) {
    new BufferBeans(TestSettings.with(settings), ledger, ManualClock.atMillis(0)).configure(camel);
    camel.start();
    template = camel.createProducerTemplate();
  }

  DefaultCamelContext camel() {
    return camel;
  }

  Ledger ledger() {
    return ledger;
  }

  Balance balance(String source) {
    return ledger.balances().stream()
        .filter(balance -> balance.source().equals(source))
        .findAny()
        .orElseThrow();
  }

  /** Sends a batch as a sensor's route does, and returns the exchange when that is done. */
  Exchange send(ReadingBatch batch, Synchronization... completions) {
    return send(READINGS, batch, completions);
  }

  Exchange send(String uri, ReadingBatch batch, Synchronization... completions) {
    ledger.account(batch.source()).received(batch.size(), 0);
    return send(
        uri,
        exchange -> {
          exchange.getMessage().setBody(batch);
          for (Synchronization completion : completions) {
            exchange.getExchangeExtension().addOnCompletion(completion);
          }
        });
  }

  Exchange send(String uri, Processor message) {
    return template.send(uri, message);
  }

  /** A source in a thread of its own. */
  Sender sendInBackground(ReadingBatch batch, Synchronization... completions) {
    return new Sender(() -> send(batch, completions));
  }

  /** Takes the oldest message out of the buffer, or returns null if there is none. */
  Exchange take() {
    return camel.getEndpoint(READINGS, SedaEndpoint.class).getQueue().poll();
  }

  /** Takes all out of the buffer. */
  List<ReadingBatch> takeAll() {
    List<ReadingBatch> batches = new ArrayList<>();
    for (Exchange next = take(); next != null; next = take()) {
      batches.add((ReadingBatch) next.getMessage().getBody());
    }
    return batches;
  }

  @Override
  public void close() {
    camel.stop();
  }

  /** A thread that sends, and what came of it. */
  static final class Sender {
    private final CompletableFuture<Exchange> sent = new CompletableFuture<>();
    private final CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
    private final Thread thread;

    Sender(java.util.function.Supplier<Exchange> send) {
      thread =
          new Thread(
              () -> {
                try {
                  sent.complete(send.get());
                } catch (RuntimeException e) {
                  sent.completeExceptionally(e);
                }
                interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
              });
      thread.setDaemon(true);
      thread.start();
    }

    boolean isWaiting() {
      return !sent.isDone()
          && (thread.getState() == Thread.State.WAITING
              || thread.getState() == Thread.State.TIMED_WAITING);
    }

    boolean isDone() {
      return sent.isDone();
    }

    void interrupt() {
      thread.interrupt();
    }

    Exchange join() {
      return sent.join();
    }

    boolean wasInterrupted() {
      return interruptedAfterwards.join();
    }
  }

  /** Notes what a source is told about its message. */
  static final class Told implements Synchronization {
    private final List<String> told = new ArrayList<>();

    @Override
    public synchronized void onComplete(Exchange exchange) {
      told.add("complete");
    }

    @Override
    public synchronized void onFailure(Exchange exchange) {
      told.add("failure: " + exchange.getException().getMessage());
    }

    synchronized List<String> all() {
      return List.copyOf(told);
    }
  }

  /** Runs the completions of a message that has been taken, as the route's end does. */
  static void done(Exchange taken) {
    taken.getExchangeExtension().handoverCompletions().forEach(it -> complete(it, taken));
  }

  private static void complete(Synchronization completion, Exchange exchange) {
    if (exchange.isFailed()) {
      completion.onFailure(exchange);
    } else {
      completion.onComplete(exchange);
    }
  }

  static RuntimeException failure(String message) {
    return new RuntimeCamelException(message);
  }
}
