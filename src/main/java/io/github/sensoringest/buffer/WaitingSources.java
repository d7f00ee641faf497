package io.github.sensoringest.buffer;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/** The batches whose sources wait for room in the full buffer. Thread-safe. */
final class WaitingSources implements Ledger.Holder {
  /** The route whose step the batch waits in; a batch is one object, and waits in one place. */
  private final Map<ReadingBatch, String> batches = new ConcurrentHashMap<>();

  void enter(ReadingBatch batch, String routeId) {
    batches.put(batch, routeId);
  }

  void leave(ReadingBatch batch) {
    batches.remove(batch);
  }

  /** Returns how many batches of the source wait. */
  int from(String source) {
    return (int) batches.keySet().stream().filter(b -> b.source().equals(source)).count();
  }

  /** Returns how many batches wait in a step of the route. */
  int in(String routeId) {
    return (int) batches.values().stream().filter(routeId::equals).count();
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    batches.forEach((batch, route) -> report.accept(batch.source(), batch.size()));
  }
}
