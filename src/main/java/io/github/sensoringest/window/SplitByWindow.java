package io.github.sensoringest.window;

import io.github.sensoringest.reading.EpochNanos;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.rejected.Rejections;
import io.github.sensoringest.rejected.Repeats;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The split of the ingest route: from a chunk of batches to a part for each window. Refuses what no
 * window takes. Thread-safe.
 */
final class SplitByWindow extends ExpressionAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(SplitByWindow.class);

  private final Windows windows;
  private final AwaitSinks awaitSinks;
  private final Rejections rejections;
  private final Repeats lateLog;

  SplitByWindow(Windows windows, AwaitSinks awaitSinks, Rejections rejections, Repeats lateLog) {
    this.windows = windows;
    this.awaitSinks = awaitSinks;
    this.rejections = rejections;
    this.lateLog = lateLog;
  }

  @Override
  @SuppressWarnings("unchecked") // coalesce, the step before, makes the body
  public Object evaluate(Exchange exchange) {
    List<ReadingBatch> batches = (List<ReadingBatch>) exchange.getMessage().getBody();
    Chunk chunk = windows.split(batches);
    // The parts hold the readings now; should one of them fail, the chunk must not count them too.
    batches.clear();
    awaitSinks.passed();
    chunk.late().forEach(this::log);
    chunk.refusals().forEach(this::refuse);
    return chunk.parts();
  }

  private void refuse(Chunk.Refusal refusal) {
    ReadingBatch batch = refusal.batch();
    for (int i = 0; i < batch.size(); i++) {
      rejections.reject(batch.source(), refusal.reason(), refusal.detail(), batch.get(i));
    }
  }

  private void log(Chunk.Late late) {
    ReadingBatch batch = late.batch();
    lateLog
        .next(batch.source())
        .ifPresent(
            heldBack ->
                LOG.warn(
                    "{} sent {} readings for the window from {}, which had closed{}",
                    batch.source(),
                    batch.size(),
                    EpochNanos.toInstant(late.start()),
                    heldBack == 0 ? "" : "; and " + heldBack + " times more before"));
  }

  @Override
  public String toString() {
    return "windowParts";
  }
}
