package io.github.sensoringest.live;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.sink.SinkBeans;
import io.github.sensoringest.swap.Abandonable;
import io.github.sensoringest.swap.PausableConsumer;
import io.github.sensoringest.swap.StandStill;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.processor.aggregate.AggregateProcessor;
import org.apache.camel.processor.aggregate.MemoryAggregationRepository;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Brings routes to rest, so that they can be taken away while nothing is in them: no message comes
 * in any more, and what is inside goes on to its end. A message that waits for room in the full
 * buffer is at rest: nothing of its route is asked for it any more. To be used once, by one thread.
 */
final class QuietRoutes {
  /** A sink that has not given a window back by now is told to. */
  private static final long BREAK_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Longer than a timer takes from its decision to fire until the message is counted. */
  private static final long TIMER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final LiveContext context;
  private final WaitingForRoom waiting;
  private final List<Route> routes;
  private final Map<Route, String> outermost = new HashMap<>();
  private final Role role;
  private final List<StandStill> standing = new ArrayList<>();
  private final List<CountDownLatch> timers = new ArrayList<>();
  private long began;
  private boolean brokenOff;
  private boolean completed;

  /**
   * Creates one.
   *
   * @param role what the file of the routes is for: a window that a sink holds is kept by the route
   *     that sent it, and may be given back
   */
  QuietRoutes(LiveContext context, WaitingForRoom waiting, Collection<Route> routes, Role role) {
    this.context = context;
    this.waiting = waiting;
    this.routes = List.copyOf(routes);
    this.role = role;
    routes.forEach(route -> outermost.put(route, context.outermost(route.getRouteId())));
    for (StandStill part : context.getRegistry().findByType(StandStill.class)) {
      if (routes.stream().anyMatch(part::concerns)) {
        standing.add(part);
      }
    }
  }

  /** Lets no message in any more, and waits until none is inside; returns whether none is. */
  boolean await(Duration limit) {
    began = System.nanoTime();
    standing.forEach(StandStill::begin);
    // Sources first, and what they send on among these routes is let through.
    routes.stream().filter(route -> isSource(route.getConsumer())).forEach(this::suspend);
    if (!awaitUntil(this::areSourcesQuiet, limit)) {
      return false;
    }
    for (Route route : routes) {
      if (route.getConsumer() instanceof PausableConsumer consumer) {
        consumer.pause();
      }
    }
    return awaitUntil(this::isQuiet, limit);
  }

  private boolean awaitUntil(BooleanSupplier condition, Duration limit) {
    while (!condition.getAsBoolean()) {
      long taken = System.nanoTime() - began;
      if (taken > limit.toNanos()) {
        return false;
      }
      if (role == Role.SINK && !brokenOff && taken > BREAK_OFF_NANOS) {
        breakOff();
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private boolean areSourcesQuiet() {
    return routes.stream()
            .filter(route -> !(route.getConsumer() instanceof PausableConsumer))
            .allMatch(this::isQuiet)
        && haveTimersPassed()
        && (role != Role.SENSOR || routes.stream().allMatch(QuietRoutes::isQueueEmpty));
  }

  /** A queue of the pipeline is fed by others, and found by the route that comes. */
  private static boolean isQueueEmpty(Route route) {
    return !(route.getEndpoint() instanceof SedaEndpoint queue) || queue.getQueue().isEmpty();
  }

  private boolean haveTimersPassed() {
    return System.nanoTime() - began > TIMER_NANOS
        || timers.stream().allMatch(passed -> passed.getCount() == 0);
  }

  private static boolean isSource(Consumer consumer) {
    return !(consumer instanceof PausableConsumer)
        && !consumer.getEndpoint().getEndpointUri().startsWith("kamelet:");
  }

  private void suspend(Route route) {
    ServiceHelper.suspendService(route.getConsumer());
    if (route.getConsumer() instanceof TimerConsumer consumer) {
      mark(consumer);
    }
  }

  /** A timer's thread does one thing after the other: what it does next, it does in between. */
  private void mark(TimerConsumer consumer) {
    CountDownLatch passed = new CountDownLatch(1);
    try {
      Timer timer = consumer.getEndpoint().getTimer(consumer);
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              passed.countDown();
            }
          },
          0);
      timers.add(passed);
    } catch (IllegalStateException e) {
      // It has been cancelled, and so does nothing any more.
      return;
    }
  }

  private boolean isQuiet() {
    if (!routes.stream().allMatch(this::isQuiet)) {
      return false;
    }
    if (!completed) {
      completed = true;
      ownAggregates().forEach(AggregateProcessor::forceCompletionOfAllGroups);
    }
    return ownAggregates().allMatch(it -> it.getInProgressCompleteExchanges() == 0)
        && standing.stream().allMatch(StandStill::isStill);
  }

  private boolean isQuiet(Route route) {
    String id = route.getRouteId();
    boolean done = endsWithSending(id);
    if (route.getConsumer() instanceof PausableConsumer consumer) {
      return consumer.inside() <= (done ? waiting.waitingIn(id) : 0);
    }
    int atRest = done ? waiting.waitingFrom(outermost.get(route)) : 0;
    return context.getInflightRepository().size(id) <= atRest;
  }

  /**
   * Returns whether the last thing that the route does is to send, once for each message: then
   * nothing of it is needed any more by one that waits for room. A split sends several.
   */
  private boolean endsWithSending(String routeId) {
    RouteDefinition route = context.getRouteDefinition(routeId);
    if (route == null || route.getOutputs().isEmpty()) {
      return false;
    }
    List<ProcessorDefinition<?>> steps = route.getOutputs();
    long sends = steps.stream().filter(this::sends).count();
    return sends == 1
        && steps.get(steps.size() - 1) instanceof ToDefinition
        && steps.stream().allMatch(step -> step.getOutputs().isEmpty());
  }

  private boolean sends(ProcessorDefinition<?> step) {
    return step instanceof ToDefinition to && !onlyCallsABean(to.getEndpointUri());
  }

  /** A kamelet that does nothing but call a bean is done with a message that it has handed back. */
  private boolean onlyCallsABean(String uri) {
    if (!uri.startsWith("kamelet:")) {
      return false;
    }
    RouteTemplateDefinition kamelet =
        context.getRouteTemplateDefinition(uri.substring("kamelet:".length()).split("[/?]", 2)[0]);
    return kamelet != null
        && kamelet.getRoute().getOutputs().stream().allMatch(ProcessDefinition.class::isInstance);
  }

  /** Groups that would go with their route, as they are nowhere else. */
  private Stream<AggregateProcessor> ownAggregates() {
    return routes.stream()
        .filter(route -> standing.stream().noneMatch(part -> part.concerns(route)))
        .flatMap(QuietRoutes::parts)
        .filter(AggregateProcessor.class::isInstance)
        .map(AggregateProcessor.class::cast)
        .filter(it -> it.getAggregationRepository() instanceof MemoryAggregationRepository);
  }

  /** A sink that waits between two tries gives the window back, for its successor. */
  private void breakOff() {
    brokenOff = true;
    routes.stream()
        .filter(route -> SinkBeans.isSink(route.getEndpoint().getEndpointUri()))
        .flatMap(QuietRoutes::parts)
        .filter(part -> part instanceof ShutdownPrepared && !(part instanceof Consumer))
        .forEach(part -> ((ShutdownPrepared) part).prepareShutdown(false, false));
  }

  private static Stream<Service> parts(Route route) {
    return route.getServices().stream()
        .flatMap(service -> ServiceHelper.getChildServices(service, true).stream())
        .distinct();
  }

  /** Returns what is not at rest, for a person. */
  String reason() {
    List<String> busy =
        routes.stream().filter(route -> !isQuiet(route)).map(Route::getRouteId).toList();
    return busy.isEmpty()
        ? "windows wait for the sinks"
        : "messages are under way in " + String.join(", ", busy);
  }

  /**
   * Returns whether a message would be lost if the routes were taken away now: one that a queue's
   * thread is at, or one that got nowhere because the buffer is full.
   */
  boolean wouldLose() {
    return routes.stream()
        .filter(route -> !isQuiet(route))
        .anyMatch(
            route ->
                route.getEndpoint() instanceof SedaEndpoint
                    || waiting.waitingFrom(outermost.get(route)) > 0
                    || waiting.waitingIn(route.getRouteId()) > 0);
  }

  /** What is still in the routes is broken off, and no longer waited for. */
  void abandon() {
    if (context.getInflightRepository() instanceof Abandonable inflight) {
      routes.stream()
          .filter(route -> !(route.getConsumer() instanceof PausableConsumer))
          .forEach(route -> inflight.abandon(route.getRouteId()));
    }
  }

  /** Lets the routes go on as they were. */
  void letGoOn() {
    for (Route route : routes) {
      if (route.getConsumer() instanceof PausableConsumer consumer) {
        consumer.unpause();
      } else if (isSource(route.getConsumer())) {
        ServiceHelper.resumeService(route.getConsumer());
      }
    }
    end();
  }

  /** Has those who stood still go on, once the routes have been replaced. */
  void end() {
    standing.forEach(StandStill::end);
  }
}
