package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.rejected.Rejections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/**
 * Accounts for readings on which a step of the ingest route failed: they are refused, each with the
 * step's error. Readings that had reached their window before stay in it.
 */
final class RefuseFailed implements Processor {
  private final Windows windows;
  private final AwaitSinks awaitSinks;
  private final Rejections rejections;

  RefuseFailed(Windows windows, AwaitSinks awaitSinks, Rejections rejections) {
    this.windows = windows;
    this.awaitSinks = awaitSinks;
    this.rejections = rejections;
  }

  @Override
  public void process(Exchange exchange) {
    awaitSinks.passed();
    Object body = exchange.getMessage().getBody();
    String detail =
        "a step failed: "
            + exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, String.class);
    if (body instanceof WindowPart part) {
      if (part.claim()) {
        part.shares().stream()
            .filter(WindowPart.Share::counted)
            .forEach(share -> refuse(share.batch(), detail));
        windows.arrived(part);
      }
    } else if (body instanceof ReadingBatch batch) {
      refuse(batch, detail);
    } else if (body instanceof List<?> chunk) {
      chunk.stream()
          .filter(ReadingBatch.class::isInstance)
          .forEach(batch -> refuse((ReadingBatch) batch, detail));
    }
  }

  private void refuse(ReadingBatch batch, String detail) {
    for (int i = 0; i < batch.size(); i++) {
      rejections.reject(batch.source(), RejectReason.FAILED, detail, batch.get(i));
    }
  }
}
