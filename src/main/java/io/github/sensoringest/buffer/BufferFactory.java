package io.github.sensoringest.buffer;

import io.github.sensoringest.config.Settings;
import io.github.sensoringest.ledger.Ledger;
import java.util.concurrent.BlockingQueue;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.BlockingQueueFactory;

/** Gives each {@code seda:} name of the gateway a bounded queue that accounts for its readings. */
final class BufferFactory implements BlockingQueueFactory<Exchange> {
  private final Settings settings;
  private final Ledger ledger;

  BufferFactory(Settings settings, Ledger ledger) {
    this.settings = settings;
    this.ledger = ledger;
  }

  @Override
  public BlockingQueue<Exchange> create() {
    return create(settings.bufferSize());
  }

  @Override
  public BlockingQueue<Exchange> create(int capacity) {
    Buffer buffer = new Buffer(capacity, settings.bufferWhenFull(), ledger);
    ledger.addHolder(buffer);
    return buffer;
  }
}
