package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SummarizeTest {
  @Test
  void closedWindowBecomesAListOfItsSensorsInTheOrderOfTheirIds() {
    OpenWindow window =
        OpenWindow.of("plant", 0, 10, new TableLimits(100, new PercentileBudget(1_000)));
    window
        .table()
        .add(
            Readings.batch(
                "plant", Readings.at("S2", 0), Readings.at("S10", 0), Readings.at("S1", 0)),
            true,
            new NothingRefused());
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(window);

    new Summarize().process(exchange);

    assertThat((List<?>) exchange.getMessage().getBody())
        .extracting("sensorId")
        .containsExactly("S1", "S10", "S2");
  }
}
