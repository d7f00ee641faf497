package io.github.sensoringest.rejected;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.RejectReason;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  @Test
  void routeThatFailsBreaksNeitherTheSenderNorTheCount() throws Exception {
    Ledger ledger = new Ledger();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:rejected")
                  .errorHandler(noErrorHandler())
                  .throwException(new IllegalStateException("the disk is full"));
            }
          });
      camel.start();

      new Rejections(ledger, camel.createProducerTemplate())
          .reject("boiler", RejectReason.TOO_OLD, "old", "payload");
    }

    assertThat(ledger.total().rejected()).isEqualTo(Map.of(RejectReason.TOO_OLD, 1L));
  }
}
