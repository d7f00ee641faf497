package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code routes/pipeline/errors.camel.yaml}. */
class ErrorsRouteTest extends CamelTestSupport {
  private final AtomicInteger tries = new AtomicInteger();
  private final List<String> refused = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void load() throws Exception {
    context.getPropertiesComponent().addInitialProperty("sinks.retry-delay", "1");
    context.getPropertiesComponent().addInitialProperty("sinks.retry-max-delay", "2");
    context
        .getRegistry()
        .bind(
            "refuseFailed",
            (Processor)
                e ->
                    refused.add(
                        e.getMessage().getBody()
                            + ": "
                            + e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                                .getMessage()));
    context.getRegistry().bind("routeFailed", (Processor) e -> told.add("route"));
    context.getRegistry().bind("sinkFailed", (Processor) e -> told.add("sink"));
    RouteText.loadFile(context, "routes/pipeline/errors.camel.yaml");
  }

  @Test
  void retryTriesAgainUntilItSucceeds() throws Exception {
    route("retry", 30);

    Exchange exchange = template.send("direct:start", e -> e.getMessage().setBody("window"));

    assertThat(exchange.getException()).isNull();
    assertThat(tries).hasValue(31);
  }

  @Test
  void retryTellsOfEachFailure() throws Exception {
    route("retry", 3);

    template.send("direct:start", e -> e.getMessage().setBody("window"));

    assertThat(told).containsExactly("sink", "sink", "sink");
  }

  @Test
  void bestEffortTriesAgainAFewTimesAndThenGivesUp() throws Exception {
    route("best-effort", Integer.MAX_VALUE);

    Exchange exchange = template.send("direct:start", e -> e.getMessage().setBody("window"));

    assertThat(tries).hasValue(4);
    assertThat(exchange.getException()).hasMessage("broken");
    assertThat(told).as("the sinks tell what is lost").isEmpty();
  }

  @Test
  void failureOfARouteThatNamesNeitherIsToldOnce() throws Exception {
    route(null, Integer.MAX_VALUE);

    Exchange exchange = template.send("direct:start", e -> e.getMessage().setBody("readings"));

    assertThat(told).containsExactly("route");
    assertThat(exchange.getException()).hasMessage("broken");
  }

  @Test
  void retryWaitsEverLongerUpToItsLimit() {
    RedeliveryPolicyDefinition policy = onException("retry").getRedeliveryPolicyType();

    assertThat(policy.getRedeliveryDelay()).isEqualTo("{{sinks.retry-delay}}");
    assertThat(policy.getMaximumRedeliveryDelay()).isEqualTo("{{sinks.retry-max-delay}}");
    assertThat(policy.getUseExponentialBackOff()).isEqualTo("true");
    assertThat(policy.getMaximumRedeliveries()).isEqualTo("-1");
  }

  @Test
  void refuseFailedRefusesWithTheStepsErrorAndDoesNotTryAgain() throws Exception {
    route("refuse-failed", Integer.MAX_VALUE);

    template.send("direct:start", e -> e.getMessage().setBody("readings"));

    assertThat(refused).containsExactly("readings: broken");
    assertThat(tries).hasValue(1);
  }

  @Test
  void refuseFailedStillTellsTheSourceThatItFailed() throws Exception {
    route("refuse-failed", Integer.MAX_VALUE);

    Exchange exchange = template.send("direct:start", e -> e.getMessage().setBody("readings"));

    assertThat(exchange.getException()).hasMessage("broken");
  }

  @Test
  void routesThatNameNeitherAreLeftAlone() throws Exception {
    route(null, Integer.MAX_VALUE);

    template.send("direct:start", e -> e.getMessage().setBody("readings"));

    assertThat(refused).isEmpty();
    assertThat(tries).hasValue(1);
  }

  private void route(String configuration, int failures) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var route = from("direct:start");
            if (configuration != null) {
              route.routeConfigurationId(configuration);
            }
            route.process(
                exchange -> {
                  if (tries.incrementAndGet() <= failures) {
                    throw new IllegalStateException("broken");
                  }
                });
          }
        });
    context.start();
  }

  private OnExceptionDefinition onException(String id) {
    RouteConfigurationDefinition configuration = context.getRouteConfigurationDefinition(id);
    return configuration.getOnExceptions().get(0);
  }
}
