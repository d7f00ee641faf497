package io.github.sensoringest.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The {@code timer:} endpoints of a real Camel context. */
class SharingTimerComponentTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();

  /** By the route's id, the thread that it ran in last. */
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();

  @BeforeEach
  void start() {
    new TimerBeans("gateway"::equals).configure(camel);
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aThousandTimersRunInABoundedNumberOfThreads() throws Exception {
    addSensors(1000);

    await().until(() -> threads.size() == 1000);

    assertThat(distinctThreads()).hasSize(SharingTimerComponent.OWN + SharingTimerComponent.GROUPS);
  }

  @Test
  void gatewayRouteSharesItsTimerWithNobody() throws Exception {
    addSensors(SharingTimerComponent.OWN + SharingTimerComponent.GROUPS);
    add("sensor", "tick");
    add("gateway", "tick");
    await().until(() -> threads.size() == 322);

    Map<String, Thread> others = new HashMap<>(threads);
    Thread gateway = others.remove("gateway");

    assertThat(others.values()).doesNotContain(gateway);
  }

  @Test
  void routeRunsAgainAfterItWasStopped() throws Exception {
    add("sensor", "tick");
    await().until(() -> threads.containsKey("sensor"));
    camel.getRouteController().stopRoute("sensor");
    threads.clear();

    camel.getRouteController().startRoute("sensor");

    await().until(() -> threads.containsKey("sensor"));
  }

  @Test
  void routeGoesOnWhenAnotherWithItsTimerIsRemoved() throws Exception {
    add("sensor", "tick");
    add("other", "tick");
    camel.getRouteController().stopRoute("other");
    camel.removeRoute("other");
    threads.clear();

    await().until(() -> threads.containsKey("sensor"));
  }

  @Test
  void threadEndsWithItsLastRoute() throws Exception {
    add("sensor", "tick");
    await().until(() -> threads.containsKey("sensor"));

    camel.getRouteController().stopRoute("sensor");

    await().until(() -> !threads.get("sensor").isAlive());
  }

  @Test
  void threadsEndWithTheContext() throws Exception {
    addSensors(300);
    await().until(() -> threads.size() == 300);

    camel.stop();

    await().until(() -> threads.values().stream().noneMatch(Thread::isAlive));
  }

  @Test
  void threadIsNamedAfterItsTimer() throws Exception {
    add("sensor", "tick");

    await().until(() -> threads.containsKey("sensor"));

    assertThat(threads.get("sensor").getName()).endsWith("timer://tick");
  }

  private void addSensors(int count) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            for (int i = 0; i < count; i++) {
              from("timer:sensor-" + i + "?delay=0&period=50")
                  .routeId("sensor-" + i)
                  .process(exchange -> note(exchange));
            }
          }
        });
  }

  private void add(String routeId, String timer) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("timer:" + timer + "?delay=0&period=5")
                .routeId(routeId)
                .process(exchange -> note(exchange));
          }
        });
  }

  private void note(Exchange exchange) {
    threads.put(exchange.getFromRouteId(), Thread.currentThread());
  }

  private Set<Thread> distinctThreads() {
    return threads.values().stream().collect(Collectors.toSet());
  }
}
