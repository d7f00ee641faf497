package io.github.sensoringest.gateway;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The routes through which readings come in from outside: every route that is not of the pipeline
 * or a sink, and does not begin inside the gateway. A sensor that is written with a kamelet is two
 * routes; the one inside the kamelet is the source here. Thread-safe.
 */
final class Sources {
  private static final Set<String> INSIDE = Set.of("direct", "seda", "kamelet");

  private final CamelContext context;
  private final Supplier<Set<String>> gatewayRoutes;
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  /**
   * Creates one.
   *
   * @param gatewayRoutes the ids of the routes of the pipeline and of the sinks
   */
  Sources(CamelContext context, Supplier<Set<String>> gatewayRoutes) {
    this.context = context;
    this.gatewayRoutes = gatewayRoutes;
  }

  /** Notes that the source with this route has sent its last reading. */
  void ended(String routeId) {
    ended.add(routeId);
  }

  /** Returns whether there are sources, and none of them will ever send another reading. */
  boolean allEnded() {
    List<Route> sources = routes();
    return !sources.isEmpty() && sources.stream().allMatch(this::hasEnded);
  }

  private boolean hasEnded(Route route) {
    return ended.contains(route.getRouteId())
        || isFinished(route.getConsumer())
        || context.getRouteController().getRouteStatus(route.getRouteId()) == ServiceStatus.Stopped;
  }

  /** A timer with a repeat count fires once more than it counts, and only then cancels itself. */
  private static boolean isFinished(Consumer consumer) {
    return consumer instanceof TimerConsumer timer
        && timer.getEndpoint().getRepeatCount() > 0
        && timer.getCounter() > timer.getEndpoint().getRepeatCount()
        && !timer.isPolling();
  }

  /** Makes every source fall silent, and what replays; what is under way goes on. */
  void suspend() {
    routes().forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
    replaying().forEach(route -> ServiceHelper.suspendService(route.getConsumer()));
  }

  /**
   * Returns how many messages are under way in routes through which readings come in, and are not
   * in the buffer yet.
   */
  int inFlight() {
    Set<String> others = gatewayRoutes.get();
    int sensors =
        context.getRoutes().stream()
            .filter(route -> !others.contains(route.getRouteId()))
            .mapToInt(this::underWay)
            .sum();
    return sensors + replaying().mapToInt(route -> polls(route) + underWay(route)).sum();
  }

  private int underWay(Route route) {
    return context.getInflightRepository().size(route.getRouteId());
  }

  /** A poll that has begun may yet find something. */
  private static int polls(Route route) {
    return ((ScheduledPollConsumer) route.getConsumer()).isPolling() ? 1 : 0;
  }

  /** The routes of the pipeline that take files in, as the replay of dead letters does. */
  private Stream<Route> replaying() {
    Set<String> pipeline = gatewayRoutes.get();
    return context.getRoutes().stream()
        .filter(route -> pipeline.contains(route.getRouteId()))
        .filter(route -> route.getConsumer() instanceof ScheduledPollConsumer);
  }

  private List<Route> routes() {
    Set<String> others = gatewayRoutes.get();
    return context.getRoutes().stream()
        .filter(route -> !others.contains(route.getRouteId()))
        .filter(route -> !INSIDE.contains(scheme(route)))
        .toList();
  }

  private static String scheme(Route route) {
    String uri = route.getEndpoint().getEndpointUri();
    return uri.substring(0, uri.indexOf(':'));
  }
}
