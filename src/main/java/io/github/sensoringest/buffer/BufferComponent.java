package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.QueueReference;
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
  private final WaitingSources waiting;

  /** The queues by name. Camel drops one with all that is in it when no route names it. */
  private final Map<String, BlockingQueue<Exchange>> queues = new ConcurrentHashMap<>();

  BufferComponent(Settings settings, Ledger ledger, WaitingSources waiting) {
    this.settings = settings;
    this.ledger = ledger;
    this.waiting = waiting;
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

  /** Finds what is still in a queue for a route that comes back, after all that named it went. */
  @Override
  public QueueReference getOrCreateQueue(
      SedaEndpoint endpoint,
      Integer size,
      Boolean multipleConsumers,
      BlockingQueueFactory<Exchange> queueFactory) {
    String key = getQueueKey(endpoint.getEndpointUri());
    BlockingQueue<Exchange> left = queues.get(key);
    if (left != null && getQueueReference(key) == null && !left.isEmpty()) {
      endpoint.setSize(left.size() + left.remainingCapacity());
      return registerQueue(endpoint, left);
    }
    QueueReference reference =
        super.getOrCreateQueue(endpoint, size, multipleConsumers, queueFactory);
    queues.put(key, reference.getQueue());
    return reference;
  }
}
