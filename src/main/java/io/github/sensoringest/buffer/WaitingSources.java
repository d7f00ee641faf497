package io.github.sensoringest.buffer;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/** The batches whose sources wait for room in the full buffer. Thread-safe. */
final class WaitingSources implements Ledger.Holder {
  private final Set<ReadingBatch> batches = ConcurrentHashMap.newKeySet();

  void enter(ReadingBatch batch) {
    batches.add(batch);
  }

  void leave(ReadingBatch batch) {
    batches.remove(batch);
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    batches.forEach(batch -> report.accept(batch.source(), batch.size()));
  }
}
