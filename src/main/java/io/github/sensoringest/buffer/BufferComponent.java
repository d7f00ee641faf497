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

  /** The queues by name. */
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

  /**
   * Finds the queue that was there before, for a route that comes back. Camel forgets a queue when
   * the route that takes from it stops, though others send to it, and wait for room in it.
   */
  @Override
  public QueueReference getOrCreateQueue(
      SedaEndpoint endpoint,
      Integer size,
      Boolean multipleConsumers,
      BlockingQueueFactory<Exchange> queueFactory) {
    String key = getQueueKey(endpoint.getEndpointUri());
    BlockingQueue<Exchange> known = queues.get(key);
    if (known != null && getQueueReference(key) == null && isFor(known, size)) {
      endpoint.setSize(capacity(known));
      return registerQueue(endpoint, known);
    }
    QueueReference reference =
        super.getOrCreateQueue(endpoint, size, multipleConsumers, queueFactory);
    queues.put(key, reference.getQueue());
    return reference;
  }

  private static boolean isFor(BlockingQueue<Exchange> queue, Integer size) {
    return size == null || size == capacity(queue) || !queue.isEmpty();
  }

  private static int capacity(BlockingQueue<Exchange> queue) {
    return queue.size() + queue.remainingCapacity();
  }
}
