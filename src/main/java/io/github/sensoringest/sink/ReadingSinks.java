package io.github.sensoringest.sink;

import io.github.sensoringest.ledger.HeldChunks;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SourcedReading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The step of the ingest that puts single readings into the queue of every sink of readings, before
 * they go on into their windows. While the queue of a required one is full it waits, and with it
 * the ingest, so that the buffer fills and the sources are pushed back. Thread-safe.
 */
final class ReadingSinks implements Processor, Ledger.Holder {
  private final Sinks sinks;
  private final Crowd crowd;
  private final HeldChunks held = new HeldChunks();

  ReadingSinks(Sinks sinks, Crowd crowd) {
    this.sinks = sinks;
    this.crowd = crowd;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    if (!sinks.areThereAny()) {
      return;
    }
    List<ReadingBatch> chunk = held.hold(exchange, exchange.getMessage().getBody());
    try {
      crowd.await(sinks, exchange.getContext());
      sinks.handOutUnseen(new RowBatch(chunk.get(0).source(), rows(chunk), () -> {}));
    } finally {
      held.release(exchange);
    }
  }

  private static List<SourcedReading> rows(List<ReadingBatch> chunk) {
    List<SourcedReading> rows = new ArrayList<>(chunk.stream().mapToInt(ReadingBatch::size).sum());
    for (ReadingBatch batch : chunk) {
      for (int i = 0; i < batch.size(); i++) {
        rows.add(new SourcedReading(batch.source(), batch.get(i)));
      }
    }
    return rows;
  }

  @Override
  public void holdings(ObjLongConsumer<String> report) {
    held.holdings(report);
  }
}
