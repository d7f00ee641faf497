package io.github.sensoringest.buffer;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;

/** Makes the bounded queues of {@code seda:} names, and knows what they hold. Thread-safe. */
final class BufferQueues implements BlockingQueueFactory<Exchange>, Ledger.Holder {
  private final int capacity;
  private final List<BlockingQueue<Exchange>> queues = new CopyOnWriteArrayList<>();

  BufferQueues(int capacity, Ledger ledger) {
    this.capacity = capacity;
    ledger.addHolder(this);
  }

  @Override
  public BlockingQueue<Exchange> create() {
    return create(capacity);
  }

  @Override
  public BlockingQueue<Exchange> create(int size) {
    BlockingQueue<Exchange> queue = new ArrayBlockingQueue<>(size);
    queues.add(queue);
    return queue;
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    for (BlockingQueue<Exchange> queue : queues) {
      for (Exchange exchange : queue) {
        if (exchange.getMessage().getBody() instanceof ReadingBatch batch) {
          report.accept(batch.source(), batch.size());
        }
      }
    }
  }
}
