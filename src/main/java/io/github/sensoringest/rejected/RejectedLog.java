package io.github.sensoringest.rejected;

import io.github.sensoringest.reading.Rejection;
import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused readings, at a limited rate for each source and reason. Thread-safe. */
final class RejectedLog implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(RejectedLog.class);

  private final Repeats repeats;

  RejectedLog(Repeats repeats) {
    this.repeats = repeats;
  }

  @Override
  public void process(Exchange exchange) {
    Rejection rejection = (Rejection) exchange.getMessage().getBody();
    OptionalLong heldBack = repeats.next(rejection.source() + '\n' + rejection.reason().label());
    if (heldBack.isPresent()) {
      LOG.warn(
          "Refused a reading of {} ({}): {}{}",
          rejection.source(),
          rejection.reason().label(),
          rejection.detail(),
          Repeats.remark(heldBack.getAsLong()));
    }
  }
}
