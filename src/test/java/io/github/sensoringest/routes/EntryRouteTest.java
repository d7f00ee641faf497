package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.entry.EntryBeans;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/entry.camel.yaml}. */
class EntryRouteTest extends CamelTestSupport {
  private final Ledger ledger = new Ledger();

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void load() throws Exception {
    new EntryBeans(
            TestSettings.with(), ledger, new FirstReadings(0, r -> {}), ManualClock.atMillis(1000))
        .configure(context);
    RouteText.loadFile(context, "routes/pipeline/entry.camel.yaml");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:sensor").routeId("boiler").to("direct:readings");
            from("direct:impatient")
                .onException(IllegalStateException.class)
                .handled(true)
                .to("mock:handled-by-the-sensor")
                .end()
                .to("direct:readings");
            from("direct:rejected").to("mock:rejected");
            from("seda:readings").to("mock:buffered");
          }
        });
    context.start();
  }

  @Test
  void readingReachesTheBufferAsABatchOfTheSensorsRoute() throws Exception {
    getMockEndpoint("mock:buffered").expectedMessageCount(1);

    template.sendBody("direct:sensor", Readings.at("S", 1000));

    MockEndpoint.assertIsSatisfied(context);
    ReadingBatch batch = (ReadingBatch) buffered().getMessage().getBody();
    assertThat(batch.source()).isEqualTo("boiler");
    assertThat(batch.get(0)).isEqualTo(Readings.at("S", 1000));
  }

  @Test
  void refusedReadingGoesToTheRejectedAndTheBatchItCameInGoesOn() throws Exception {
    SensorReading bad = SensorReading.ofMillis("S", 1000, Double.NaN, "celsius");
    getMockEndpoint("mock:buffered").expectedMessageCount(1);
    getMockEndpoint("mock:rejected").expectedMessageCount(1);

    template.sendBody("direct:sensor", List.of(Readings.at("S", 1000), bad));

    MockEndpoint.assertIsSatisfied(context);
    assertThat(((ReadingBatch) buffered().getMessage().getBody()).size()).isEqualTo(1);
    Rejection rejection =
        (Rejection)
            getMockEndpoint("mock:rejected").getReceivedExchanges().get(0).getMessage().getBody();
    assertThat(rejection.payload()).isEqualTo(bad);
    assertThat(rejection.reason()).isEqualTo(RejectReason.NOT_FINITE);
  }

  @Test
  void nothingReachesTheBufferIfNoReadingIsGood() throws Exception {
    getMockEndpoint("mock:rejected").expectedMessageCount(1);

    template.sendBody("direct:sensor", "hello");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(ledger.total().rejectedInAll()).isEqualTo(1);
    assertThat(getMockEndpoint("mock:buffered").getReceivedExchanges()).isEmpty();
  }

  @Test
  void nothingFromOutsideSteersWhatComesBehind() throws Exception {
    getMockEndpoint("mock:buffered").expectedMessageCount(1);

    template.sendBodyAndHeader(
        "direct:sensor", Readings.at("S", 1000), "CamelFileName", "../../etc/passwd");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(buffered().getMessage().getHeaders()).doesNotContainKey("CamelFileName");
  }

  @Test
  void sensorsRouteDecidesWhatBecomesOfAFailureAndNotTheEntry() throws Exception {
    Processor broken =
        exchange -> {
          throw new IllegalStateException("full");
        };
    context.getRouteController().stopRoute("entry");
    context.removeRoute("entry");
    context.getRegistry().unbind("entry");
    context.getRegistry().bind("entry", broken);
    RouteText.loadFile(context, "routes/pipeline/entry.camel.yaml");
    MockEndpoint handled = getMockEndpoint("mock:handled-by-the-sensor");
    handled.expectedMessageCount(1);

    template.sendBody("direct:impatient", Readings.at("S", 1000));

    MockEndpoint.assertIsSatisfied(context);
  }

  private Exchange buffered() {
    return getMockEndpoint("mock:buffered").getReceivedExchanges().get(0);
  }
}
