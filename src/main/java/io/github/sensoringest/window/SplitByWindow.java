package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** The split of the ingest route: from a chunk of batches to a part for each window. */
final class SplitByWindow extends ExpressionAdapter {
  private final Windows windows;

  SplitByWindow(Windows windows) {
    this.windows = windows;
  }

  @Override
  @SuppressWarnings("unchecked") // coalesce, the step before, makes the body
  public Object evaluate(Exchange exchange) {
    List<ReadingBatch> chunk = (List<ReadingBatch>) exchange.getMessage().getBody();
    List<WindowPart> parts = windows.split(chunk);
    // The parts hold the readings now; should one of them fail, the chunk must not count them too.
    chunk.clear();
    return parts;
  }

  @Override
  public String toString() {
    return "windowParts";
  }
}
