package io.github.sensoringest.sink;

import io.github.sensoringest.config.SinkSettings;
import io.github.sensoringest.rejected.Repeats;
import io.github.sensoringest.swap.Doors;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.StringHelper;

/**
 * Puts a closed window into the queue of every sink: every running route that begins with a {@code
 * direct:} endpoint whose name starts with {@code sink-}, and those that are just being replaced.
 * So a sink is added by dropping its file. The exchange is done when all required sinks have taken
 * the window. What waits for a sink that is removed is given up. Thread-safe.
 */
final class Sinks extends AsyncProcessorSupport {
  static final String PREFIX = "direct://sink-";

  /** The route configuration of sinks that may lose windows. */
  static final String BEST_EFFORT = "best-effort";

  /** The exchange property that says, for a person, which windows a sink was given. */
  static final String WINDOWS = "sensorIngestWindows";

  /** How soon it shows that a sink is gone, or another in its place. */
  private static final long LOOK_MILLIS = 100;

  private final CamelContext context;
  private final SinkSettings settings;
  private final Doors doors;
  private final ProducerTemplate template;
  private final Repeats repeats;

  /** Those of all sinks that there have been, by endpoint; for what they have lost. */
  private final Map<String, SinkQueue> queues = new TreeMap<>();

  private final Optional<MeterRegistry> meters;
  private ScheduledExecutorService watch;

  /**
   * Creates one for sinks that are replaced behind these doors.
   *
   * @param repeats holds back what would be said too often of a sink's losses
   * @param meters where the meters of the sinks go
   */
  Sinks(
      CamelContext context,
      SinkSettings settings,
      Doors doors,
      Repeats repeats,
      Optional<MeterRegistry> meters) {
    this.context = context;
    this.settings = settings;
    this.doors = doors;
    this.template = context.createProducerTemplate();
    this.repeats = repeats;
    this.meters = meters;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    ClosedWindow window =
        new ClosedWindow(
            exchange.getProperty(ExchangePropertyKey.AGGREGATED_CORRELATION_KEY, "?", String.class),
            (List<?>) exchange.getMessage().getBody(),
            () -> callback.done(false));
    handOut(window);
    if (window.handedOut()) {
      callback.done(true);
      return true;
    }
    return false;
  }

  private synchronized void handOut(ClosedWindow window) {
    look().forEach(uri -> queues.get(uri).offer(window));
  }

  /** Looks which sinks are there now, and returns them. */
  private synchronized Set<String> look() {
    Map<String, Optional<Route>> present = present(context);
    queues.forEach(
        (uri, queue) -> {
          if (!present.containsKey(uri)) {
            queue.close("the sink was removed");
          }
        });
    present.forEach(
        (uri, route) ->
            queues
                .computeIfAbsent(uri, this::queue)
                .look(route.orElse(null), route.map(Sinks::isRequired).orElse(true)));
    if (watch == null) {
      watch = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "sinks");
      watch.scheduleWithFixedDelay(
          this::lookUnlessStopping, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    return present.keySet();
  }

  private void lookUnlessStopping() {
    // While the context stops its routes go away, which is no reason to give up what they left.
    if (context.getStatus().isStarted()) {
      look();
    }
  }

  private static boolean isRequired(Route route) {
    String configurations = route.getConfigurationId();
    return configurations == null || !List.of(configurations.split(",")).contains(BEST_EFFORT);
  }

  private SinkQueue queue(String uri) {
    String name = StringHelper.after(uri, "://");
    SinkQueue queue =
        new SinkQueue(
            name,
            settings,
            new Sender(uri),
            () -> doors.held().contains(uri),
            context.getExecutorServiceManager(),
            repeats);
    meters.ifPresent(registry -> new SinkMeters(name, queue).bindTo(registry));
    return queue;
  }

  /** Returns the sinks that are there, with their routes; without for one being replaced. */
  Map<String, Optional<Route>> present(CamelContext context) {
    Map<String, Optional<Route>> sinks = new TreeMap<>();
    long holds;
    do {
      // A sink whose replacement begins in between might be in neither list.
      holds = doors.holds();
      sinks.clear();
      for (Route route : context.getRoutes()) {
        String uri = route.getEndpoint().getEndpointUri();
        if (uri.startsWith(PREFIX)) {
          sinks.put(StringHelper.before(uri, "?", uri), Optional.of(route));
        }
      }
      for (String uri : doors.held()) {
        if (uri.startsWith(PREFIX)) {
          sinks.putIfAbsent(uri, Optional.empty());
        }
      }
    } while (holds != doors.holds());
    return sinks;
  }

  /** Returns whether no window waits for any sink, required or not. */
  synchronized boolean areAllTaken() {
    return queues.values().stream().allMatch(SinkQueue::isEmpty);
  }

  /** Gives up what waits for best-effort sinks; what required ones did not take stays. */
  synchronized void giveUpBestEffort() {
    queues.values().forEach(queue -> queue.giveUpUnawaited("the gateway stops"));
  }

  /** Returns the counts of each sink that there has been, in the order of their names. */
  synchronized List<SinkCounts> counts() {
    return queues.values().stream().map(SinkQueue::counts).toList();
  }

  /** Sends exchanges of their own: what a sink makes of its one is nobody else's matter. */
  private final class Sender implements SinkQueue.Sender {
    private final String uri;

    Sender(String uri) {
      this.uri = uri;
    }

    @Override
    public Exchange prepare(List<ClosedWindow> windows) {
      Exchange exchange = new DefaultExchange(context);
      exchange.setProperty(WINDOWS, SinkQueue.describe(windows));
      exchange.getMessage().setBody(rows(windows));
      return exchange;
    }

    private static List<?> rows(List<ClosedWindow> windows) {
      if (windows.size() == 1) {
        return windows.get(0).rows();
      }
      List<Object> rows =
          new ArrayList<>(windows.stream().mapToInt(window -> window.rows().size()).sum());
      windows.forEach(window -> rows.addAll(window.rows()));
      return rows;
    }

    @Override
    public Exception send(Exchange exchange) {
      try {
        return template.send(uri, exchange).getException();
      } catch (RuntimeException e) {
        // The context stops, or lost the sink a moment ago.
        return e;
      }
    }
  }
}
