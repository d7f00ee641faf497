package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.swap.WaitingForRoom;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes folder while the gateway runs: what each of its files is doing, and what has changed.
 * Unless it is fixed, it is watched, and what runs follows what the files say. Thread-safe.
 */
public final class LiveFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFolder.class);

  /** Doubled each time: while it is tried, what is to be replaced lets no message in. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final Duration AGAIN_AT_THE_LATEST = Duration.ofSeconds(30);

  /** What did not start at all may start later, as when a port becomes free. */
  private static final Duration MUCH_LATER = Duration.ofSeconds(10);

  private static final Duration LAST_CHANGE = Duration.ofSeconds(20);

  private final FolderScan first;

  /** The one sensor that is to run, if it is one. */
  private final Optional<RouteFile> lone;

  private final Optional<FolderWatch> watch;
  private final LiveJournal journal = new LiveJournal(Clock.systemUTC());
  private final ScheduledThreadPoolExecutor changes =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "routes-live");
            thread.setDaemon(true);
            return thread;
          });

  /** Held while a change is taken up. */
  private final ReentrantLock changing = new ReentrantLock();

  private volatile LiveRoutes routes;
  private volatile RouteNames routeNames = new RouteNames(FolderStatus.NOT_LOADED, Map.of());
  private FolderScan latest;
  private boolean again;
  private Duration next = AGAIN;

  private LiveFolder(Path folder, Path shipped, boolean watched) {
    FolderWatch reader = new FolderWatch(folder, shipped, FolderWatch.SETTLE, this::changed);
    first = reader.first();
    lone = Optional.empty();
    watch = watched ? Optional.of(reader) : Optional.empty();
  }

  private LiveFolder(List<RouteFile> files, Optional<RouteFile> lone) {
    this.lone = lone;
    first = new FolderScan(files.stream().map(FileVersion::read).toList(), Optional.empty());
    watch = Optional.empty();
  }

  /**
   * Returns a folder whose changes are taken up once it is {@link #start started}.
   *
   * @param shipped the routes that came with the program; they need not exist
   * @throws RouteFileException if there is no such folder, or no sensor in it
   */
  public static LiveFolder watched(Path folder, Path shipped) {
    RouteFolder.open(folder, shipped);
    return new LiveFolder(folder, shipped, true);
  }

  /**
   * Returns a folder whose changes are not taken up.
   *
   * @throws RouteFileException if there is no such folder, or no sensor in it
   */
  public static LiveFolder fixed(Path folder, Path shipped) {
    return fixed(RouteFolder.open(folder, shipped).files());
  }

  /** Returns these files as they are now; changes of them are not taken up. */
  public static LiveFolder fixed(List<RouteFile> files) {
    return new LiveFolder(files, Optional.empty());
  }

  /**
   * Returns a folder of which one sensor runs, with what brings its readings as far as the buffer.
   * What takes them there, and what is refused, are routes of the context that starts it.
   */
  public static LiveFolder alone(SensorFile sensor) {
    return new LiveFolder(sensor.withItsFolder(), Optional.of(sensor.file()));
  }

  /**
   * Starts the routes of the files, and begins to follow their changes.
   *
   * @param context a {@link LiveContext} that has been started
   * @param allowedSchemes what the files of sensors may use besides what they may by default
   * @throws RouteFileException if the pipeline is wrong, or no sensor or no sink can run
   */
  public void start(
      CamelContext context, Set<String> allowedSchemes, WaitingForRoom waiting, Doors doors) {
    requireNonNull(context, "context is null");
    Set<String> taken = taken(context);
    RouteCheck check =
        new RouteCheck(
            name -> context.getPropertiesComponent().resolveProperty(name).isPresent(),
            name -> context.getRegistry().lookupByName(name) != null,
            allowedSchemes,
            taken::contains);
    routes = new LiveRoutes((LiveContext) context, check, waiting, doors, journal);
    if (lone.isPresent()) {
      LoneSensor sensor = new LoneSensor(check, taken, lone.get());
      routes.start(
          new FolderScan(sensor.choose(first.files()), Optional.empty()), lone.get()::equals);
    } else {
      routes.start(first, file -> file.role() == Role.SENSOR);
    }
    if (watch.isPresent()) {
      latest = first;
      changes.execute(this::followAgainIfNeedBe);
      watch.get().start();
    }
  }

  /** Returns the endpoints, such as {@code direct:rejected}, that routes without a file consume. */
  private static Set<String> taken(CamelContext context) {
    return context.getRoutes().stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .map(uri -> StringHelper.before(uri, "?", uri).replace("://", ":"))
        .collect(Collectors.toSet());
  }

  /** Returns whether the route with the id is of the pipeline or a sink. */
  public boolean isGatewayRoute(String routeId) {
    LiveRoutes started = routes;
    return started != null && started.gatewayRoutes().contains(routeId);
  }

  /** Returns the ids of the routes of the pipeline and the sinks. */
  public Set<String> gatewayRoutes() {
    LiveRoutes started = routes;
    return started == null ? Set.of() : Set.copyOf(started.gatewayRoutes());
  }

  private void changed(FolderScan scan) {
    changes.execute(
        () -> {
          next = AGAIN;
          follow(scan);
        });
  }

  private void follow(FolderScan scan) {
    latest = scan;
    changing.lock();
    try {
      routes.follow(scan);
    } catch (RuntimeException | Error e) {
      LOG.error("A change of the routes folder could not be taken up; save the file again", e);
    } finally {
      changing.unlock();
    }
    followAgainIfNeedBe();
  }

  private void followAgainIfNeedBe() {
    if (!again && (routes.isWaiting() || routes.lacksAny())) {
      again = true;
      Duration later = routes.isWaiting() ? next : MUCH_LATER;
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(AGAIN_AT_THE_LATEST) < 0 ? doubled : AGAIN_AT_THE_LATEST;
      changes.schedule(this::followAgain, later.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void followAgain() {
    again = false;
    follow(latest);
  }

  /**
   * Returns whether the condition holds of what runs. While a change is taken up it does not:
   * routes that are being replaced are not there for a moment.
   */
  public boolean holds(BooleanSupplier condition) {
    if (!changing.tryLock()) {
      return false;
    }
    try {
      return condition.getAsBoolean();
    } finally {
      changing.unlock();
    }
  }

  /**
   * Returns what there is to say of the folder and of each file. A change shows when all that was
   * changed at once has been taken up. Costs nothing, and may be asked at any time.
   */
  public FolderStatus status() {
    return journal.status();
  }

  /** Returns the file that a route came from that runs, as messages call it. */
  public Optional<String> fileOf(String routeId) {
    FolderStatus now = journal.status();
    RouteNames names = routeNames;
    if (names.status != now) {
      Map<String, String> files = new HashMap<>();
      now.files().forEach(file -> file.routes().forEach(route -> files.put(route, file.file())));
      names = new RouteNames(now, files);
      routeNames = names;
    }
    return Optional.ofNullable(names.files.get(routeId));
  }

  /** The files of all routes, as of one status; it is asked often, and changes seldom. */
  private record RouteNames(FolderStatus status, Map<String, String> files) {}

  /**
   * Returns the latest changes and refusals, a thousand at most, the earliest first. Of the start
   * there are the refusals only.
   */
  public List<FolderChange> changes() {
    return journal.changes();
  }

  /** Takes no more changes up. Waits for one that is under way, for twenty seconds at most. */
  @Override
  public void close() {
    watch.ifPresent(FolderWatch::close);
    LiveRoutes started = routes;
    if (started != null) {
      started.close();
    }
    changes.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    changes.shutdown();
    try {
      if (!changes.awaitTermination(LAST_CHANGE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A change of the routes folder is still under way while the gateway stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
