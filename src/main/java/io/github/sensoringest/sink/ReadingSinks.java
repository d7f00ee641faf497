package io.github.sensoringest.sink;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SourcedReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<Exchange, List<ReadingBatch>> held = new ConcurrentHashMap<>();

  ReadingSinks(Sinks sinks, Crowd crowd) {
    this.sinks = sinks;
    this.crowd = crowd;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    if (!sinks.areThereAny()) {
      return;
    }
    List<ReadingBatch> chunk =
        ((List<?>) exchange.getMessage().getBody()).stream().map(ReadingBatch.class::cast).toList();
    held.put(exchange, chunk);
    try {
      crowd.await(sinks, exchange.getContext());
      sinks.handOutUnseen(new RowBatch(chunk.get(0).source(), rows(chunk), () -> {}));
    } finally {
      held.remove(exchange);
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
    held.values()
        .forEach(chunk -> chunk.forEach(batch -> report.accept(batch.source(), batch.size())));
  }
}
