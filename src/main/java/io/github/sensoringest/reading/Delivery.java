package io.github.sensoringest.reading;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Tells a source when all readings of one of its messages are accounted for: when its route is done
 * with the message, and the ingest with each batch of readings that the route has made of it. A
 * completion of the exchange alone would come too early: between a kamelet and the route that uses
 * it Camel copies the exchange, and completes the one of the kamelet when the copy is in the
 * buffer. The properties go with the copies, and so does this. Thread-safe.
 */
public final class Delivery implements Synchronization {
  private static final String PROPERTY = "sensorIngestDelivery";

  private final Exchange message;
  private final Runnable taken;
  private final Consumer<Exception> failed;

  /** The route, and the batches in the buffer and behind it. */
  private final AtomicInteger parts = new AtomicInteger(1);

  private volatile boolean hasFailed;

  private Delivery(Exchange message, Runnable taken, Consumer<Exception> failed) {
    this.message = message;
    this.taken = taken;
    this.failed = failed;
  }

  /**
   * Begins to follow a message that is about to go through its route. Exactly one of the two is
   * run, once, by any thread.
   *
   * @param taken what to do when all is accounted for, also if the ingest could not do with it
   * @param failed what to do when the route failed on the message, given the reason
   */
  public static void begin(Exchange message, Runnable taken, Consumer<Exception> failed) {
    Delivery delivery = new Delivery(message, taken, failed);
    message.setProperty(PROPERTY, delivery);
    message.getExchangeExtension().addOnCompletion(delivery);
  }

  /**
   * Begins to follow a message whose exchange goes on after its route is done with it. The source
   * says with {@link #end()} that the route is.
   *
   * @param taken what to do when all is accounted for, once, by any thread
   */
  public static Delivery follow(Exchange message, Runnable taken) {
    Delivery delivery = new Delivery(message, taken, why -> {});
    message.setProperty(PROPERTY, delivery);
    return delivery;
  }

  /** Returns the one that the exchange, or what it was copied from, is followed by; may be null. */
  public static Delivery of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Delivery.class);
  }

  /** One more batch belongs to it, until the exchange of the batch is complete. */
  public void add(Exchange batch) {
    parts.incrementAndGet();
    batch
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                end();
              }
            });
  }

  /** A batch is accounted for, or the route is done with the message. */
  public void end() {
    if (parts.decrementAndGet() == 0 && !hasFailed) {
      taken.run();
    }
  }

  @Override
  public void onComplete(Exchange done) {
    end();
  }

  /** What the ingest fails on is a dead letter, and so accounted for. */
  @Override
  public void onFailure(Exchange done) {
    if (done == message) {
      hasFailed = true;
      failed.accept(done.getException());
    }
    end();
  }
}
