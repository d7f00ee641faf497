package io.github.sensoringest.ledger;

import io.github.sensoringest.reading.ReadingBatch;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/** The chunks of readings that a step of the ingest holds while it waits. Thread-safe. */
public final class HeldChunks implements Ledger.Holder {
  private final Map<Object, List<ReadingBatch>> held = new ConcurrentHashMap<>();

  /**
   * Holds a chunk until {@link #release}, and returns it.
   *
   * @param holder whose chunk it is, such as an exchange
   * @param chunk a list of {@link ReadingBatch}, as the buffer makes it
   */
  public List<ReadingBatch> hold(Object holder, Object chunk) {
    List<ReadingBatch> batches = ((List<?>) chunk).stream().map(ReadingBatch.class::cast).toList();
    held.put(holder, batches);
    return batches;
  }

  /** The holder has its chunk no more. */
  public void release(Object holder) {
    held.remove(holder);
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    held.values()
        .forEach(chunk -> chunk.forEach(batch -> report.accept(batch.source(), batch.size())));
  }
}
