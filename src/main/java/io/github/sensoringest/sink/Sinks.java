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
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.StringHelper;

/**
 * The sinks of one kind: every running route that begins with a {@code direct:} endpoint whose name
 * starts as the kind says, and those that are just being replaced. So a sink is added by dropping
 * its file. Rows are put into the queue of each. What waits for a sink that is removed is given up.
 * Thread-safe.
 */
final class Sinks {
  /** The route configuration of sinks that may lose rows. */
  static final String BEST_EFFORT = "best-effort";

  /** The exchange property that says, for a person, what a sink was given. */
  static final String ROWS = "sensorIngestRows";

  private static final String STOPS = "the gateway stops";

  /** How soon it shows that a sink is gone, or another in its place. */
  private static final long LOOK_MILLIS = 100;

  private final SinkKind kind;
  private final CamelContext context;
  private final SinkSettings settings;
  private final Doors doors;
  private final ProducerTemplate template;
  private final Repeats repeats;

  /** Those of all sinks that there have been, by endpoint; for what they have lost. */
  private final Map<String, SinkQueue> queues = new TreeMap<>();

  private final Optional<MeterRegistry> meters;

  /** Looks again and again from the first look on; null until then. */
  private volatile ScheduledExecutorService watch;

  /** Those that the last look found. */
  private volatile Set<String> present = Set.of();

  /**
   * Creates them, without looking which there are.
   *
   * @param doors the sinks are replaced behind these
   * @param repeats holds back what would be said too often of a sink's losses
   * @param meters where the meters of the sinks go
   */
  Sinks(
      SinkKind kind,
      CamelContext context,
      SinkSettings settings,
      Doors doors,
      Repeats repeats,
      Optional<MeterRegistry> meters) {
    this.kind = kind;
    this.context = context;
    this.settings = settings;
    this.doors = doors;
    this.template = context.createProducerTemplate();
    this.repeats = repeats;
    this.meters = meters;
  }

  /** Puts the rows into the queue of every sink that there is at this moment. */
  void handOut(RowBatch batch) {
    synchronized (this) {
      look().forEach(uri -> queues.get(uri).offer(batch));
    }
  }

  /** Returns whether there were any a moment ago; looks often enough by itself from then on. */
  boolean areThereAny() {
    if (watch == null) {
      look();
    }
    return !present.isEmpty();
  }

  /** Puts the rows into the queue of every sink that there was a moment ago. */
  synchronized void handOutUnseen(RowBatch batch) {
    present.forEach(uri -> queues.get(uri).offer(batch));
  }

  /** Returns the name of a sink that loses nothing and whose queue is full, if there is one. */
  synchronized Optional<String> crowded() {
    return present.stream().filter(uri -> queues.get(uri).isCrowded()).map(Sinks::name).findFirst();
  }

  /** Looks which sinks are there now, and returns them. */
  private synchronized Set<String> look() {
    Map<String, Optional<Route>> now = present();
    queues.forEach(
        (uri, queue) -> {
          if (!now.containsKey(uri)) {
            queue.close("the sink was removed");
          }
        });
    now.forEach(
        (uri, route) ->
            queues
                .computeIfAbsent(uri, this::queue)
                .look(route.orElse(null), route.map(Sinks::isRequired).orElse(true)));
    if (watch == null) {
      watch = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "sinks");
      watch.scheduleWithFixedDelay(
          this::lookUnlessStopping, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    present = now.keySet();
    return present;
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
    String name = name(uri);
    SinkQueue queue =
        new SinkQueue(
            kind,
            name,
            settings,
            new Sender(uri),
            () -> doors.held().contains(uri),
            context.getExecutorServiceManager(),
            repeats);
    meters.ifPresent(registry -> new SinkMeters(name, queue).bindTo(registry));
    return queue;
  }

  private static String name(String uri) {
    return StringHelper.after(uri, "://");
  }

  /** Returns the sinks that are there, with their routes; without for one being replaced. */
  Map<String, Optional<Route>> present() {
    Map<String, Optional<Route>> sinks = new TreeMap<>();
    long holds;
    do {
      // A sink whose replacement begins in between might be in neither list.
      holds = doors.holds();
      sinks.clear();
      for (Route route : context.getRoutes()) {
        String uri = route.getEndpoint().getEndpointUri();
        if (kind.is(uri)) {
          sinks.put(StringHelper.before(uri, "?", uri), Optional.of(route));
        }
      }
      for (String uri : doors.held()) {
        if (kind.is(uri)) {
          sinks.putIfAbsent(uri, Optional.empty());
        }
      }
    } while (holds != doors.holds());
    return sinks;
  }

  /** Returns whether nothing waits for any sink, required or not. */
  synchronized boolean areAllTaken() {
    return queues.values().stream().allMatch(SinkQueue::isEmpty);
  }

  /** Returns how many rows wait that count as delivered only when a certain sink has taken them. */
  synchronized long awaitedRows() {
    return queues.values().stream().mapToLong(SinkQueue::awaitedRows).sum();
  }

  /** Gives up all that waits. */
  synchronized void giveUpAll() {
    queues.values().forEach(queue -> queue.close(STOPS));
  }

  /** Gives up what waits for best-effort sinks; what required ones did not take stays. */
  synchronized void giveUpBestEffort() {
    queues.values().forEach(queue -> queue.giveUpUnawaited(STOPS));
  }

  /** Notes that the sink behind this endpoint has failed, if it is one of these. */
  void failed(String endpointUri, Throwable cause) {
    SinkQueue queue;
    synchronized (this) {
      queue = queues.get(StringHelper.before(endpointUri, "?", endpointUri));
    }
    if (queue != null) {
      queue.failed(cause);
    }
  }

  /** Returns how each sink is that there has been, in the order of their names. */
  synchronized List<SinkStatus> status() {
    return queues.values().stream().map(SinkQueue::status).toList();
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
    public Exchange prepare(List<RowBatch> batches, String description) {
      Exchange exchange = new DefaultExchange(context);
      exchange.setProperty(ROWS, description);
      exchange.getMessage().setBody(rows(batches));
      return exchange;
    }

    private static List<?> rows(List<RowBatch> batches) {
      if (batches.size() == 1) {
        return batches.get(0).rows();
      }
      List<Object> rows =
          new ArrayList<>(batches.stream().mapToInt(batch -> batch.rows().size()).sum());
      batches.forEach(batch -> rows.addAll(batch.rows()));
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
