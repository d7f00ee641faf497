package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.rejected.Repeats;
import io.github.sensoringest.swap.Doors;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class SinksTest extends CamelTestSupport {
  @Override
  protected RouteBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:sink-b").routeId("b").to("mock:b");
        from("direct:sink-a").routeId("a").to("mock:a");
        from("direct:sinking").routeId("no-sink").to("mock:c");
        from("seda:sink-c").routeId("no-sink-either").to("mock:d");
      }
    };
  }

  @Test
  void everyRouteFromADirectSinkEndpointIsASink() {
    assertThat(sinks()).containsExactly("direct://sink-a", "direct://sink-b");
  }

  @Test
  void sinkThatIsStoppedAndRemovedIsNoneAnyMore() throws Exception {
    context.getRouteController().stopRoute("a");
    context.removeRoute("a");

    assertThat(sinks()).containsExactly("direct://sink-b");
  }

  private Set<String> sinks() {
    return new Sinks(
            SinkKind.WINDOWS,
            context,
            TestSettings.with().sinks(),
            new Doors(),
            new Repeats(Duration.ZERO, Clock.systemUTC()),
            Optional.empty())
        .present()
        .keySet();
  }
}
