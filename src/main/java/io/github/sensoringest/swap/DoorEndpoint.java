package io.github.sensoringest.swap;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.util.StringHelper;

/** A {@code direct:} endpoint whose messages go through a {@link Door}. */
final class DoorEndpoint extends DirectEndpoint {
  private final DoorComponent component;
  private final String key;

  DoorEndpoint(String uri, DoorComponent component) {
    super(uri, component);
    this.component = component;
    this.key = StringHelper.before(uri, "?", uri);
  }

  @Override
  public Producer createProducer() {
    return new DoorProducer(this, component.door(key));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    Consumer consumer = new DoorConsumer(this, processor, key, component.door(key));
    configureConsumer(consumer);
    return consumer;
  }
}
