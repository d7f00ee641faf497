package io.github.sensoringest.buffer;

import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;

/** A {@code seda:} endpoint whose producers account for readings. */
final class BufferEndpoint extends SedaEndpoint {
  BufferEndpoint(
      String uri,
      Component component,
      BlockingQueueFactory<Exchange> queueFactory,
      int concurrentConsumers) {
    super(uri, component, queueFactory, concurrentConsumers);
  }

  @Override
  public Producer createProducer() {
    return ((BufferComponent) getComponent()).createProducer(this);
  }

  @Override
  protected SedaConsumer createNewConsumer(Processor processor) {
    return new BufferConsumer(this, processor);
  }
}
