package io.github.sensoringest.swap;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends through a {@link Door}, on the thread of the caller as Camel's own producer does. */
final class DoorProducer extends DefaultAsyncProducer {
  private final DoorEndpoint endpoint;
  private final Door door;

  DoorProducer(DoorEndpoint endpoint, Door door) {
    super(endpoint);
    this.endpoint = endpoint;
    this.door = door;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    DoorConsumer consumer;
    try {
      consumer = door.enter(endpoint.isBlock() ? endpoint.getTimeout() : 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    if (consumer == null) {
      if (endpoint.isFailIfNoConsumers()) {
        exchange.setException(
            new DirectConsumerNotAvailableException(
                "No consumers available on endpoint: " + endpoint, exchange));
      }
      callback.done(true);
      return true;
    }
    if (endpoint.isSynchronous() || consumer.getEndpoint().isSynchronous()) {
      return processAndWait(consumer, exchange, callback);
    }
    return consumer
        .getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              door.leave();
              callback.done(doneSync);
            });
  }

  private boolean processAndWait(DoorConsumer consumer, Exchange exchange, AsyncCallback callback) {
    try {
      consumer.getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    } finally {
      door.leave();
    }
    callback.done(true);
    return true;
  }
}
