package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code seda} component with producers that account for readings. Everything else about
 * its endpoints is Camel's. It carries the name of Camel's own so that Camel configures it alike.
 */
@Component("seda")
final class BufferComponent extends SedaComponent {
  private final Settings settings;
  private final Ledger ledger;
  private final WaitingSources waiting = new WaitingSources();

  BufferComponent(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
    ledger.addHolder(waiting);
    // Size and blocking are said once, here: two endpoints that disagree on them fail the start.
    setQueueSize(settings.bufferSize());
    setDefaultBlockWhenFull(true);
    setDefaultQueueFactory(new BufferQueues(settings.bufferSize(), ledger));
  }

  @Override
  protected SedaEndpoint createEndpoint(
      String uri,
      org.apache.camel.Component component,
      BlockingQueueFactory<Exchange> queueFactory,
      int concurrentConsumers) {
    return new BufferEndpoint(uri, component, queueFactory, concurrentConsumers);
  }

  BufferProducer createProducer(BufferEndpoint endpoint) {
    return new BufferProducer(endpoint, settings.bufferWhenFull(), ledger, waiting);
  }
}
