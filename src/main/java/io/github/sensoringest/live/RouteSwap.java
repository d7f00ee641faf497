package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.swap.WaitingForRoom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the routes of a file away when nothing is in them, and puts others in their place; or the
 * same again, if the others do not start. Not thread-safe.
 */
final class RouteSwap {
  private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

  /** So long what is under way in a route may take, before it is broken off or let go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How it came out. */
  sealed interface Outcome {}

  /** It is done. */
  record Done() implements Outcome {}

  /** The new routes did not start; the old ones are back, if they could be. */
  record Failed(Finding finding) implements Outcome {}

  /** The routes have messages in them, and run on. */
  record Busy(String reason) implements Outcome {}

  private final LiveContext context;
  private final CamelRoutes camel;
  private final WaitingForRoom waiting;
  private final LiveJournal journal;

  RouteSwap(LiveContext context, WaitingForRoom waiting, LiveJournal journal) {
    this.context = context;
    this.camel = new CamelRoutes(context);
    this.waiting = waiting;
    this.journal = journal;
  }

  /** Adds the routes of files; returns what came of each, in the same order. */
  List<LoadedFile> add(List<FileVersion> versions) {
    return camel.add(
        versions.stream()
            .map(
                version ->
                    ResourceHelper.fromBytes(
                        "file:" + version.file().path().toAbsolutePath(), version.content()))
            .toList());
  }

  /** Puts the version in the place of the one that runs. */
  Outcome replace(LiveFile file, FileVersion version) {
    return whenQuiet(
        file,
        file.loaded().routes(),
        () -> {
          FileVersion old = file.running();
          remove(file);
          LoadedFile loaded = add(List.of(version)).get(0);
          if (loaded.failure().isEmpty()) {
            file.run(version, loaded, journal.now());
            return new Done();
          }
          putBack(file, old);
          return new Failed(LoadFailure.of(version, loaded));
        });
  }

  /** Takes the version that runs away. */
  Outcome takeAway(LiveFile file) {
    return whenQuiet(
        file,
        file.loaded().routes(),
        () -> {
          remove(file);
          return new Done();
        });
  }

  /** Makes some of the file's routes anew, of the same version, as what they use has changed. */
  Outcome renew(LiveFile file, Collection<String> routeIds) {
    List<RouteDefinition> routes =
        file.loaded().routes().stream()
            .filter(route -> routeIds.contains(context.outermost(route.getId())))
            .toList();
    return whenQuiet(
        file,
        routes,
        () -> {
          camel.removeSome(file.loaded(), routeIds);
          return addAgain(file, routeIds);
        });
  }

  /** Adds routes that {@link #renew} could not. */
  Outcome addAgain(LiveFile file, Collection<String> routeIds) {
    LoadedFile part = camel.addSome(file.loaded(), routeIds);
    return part.failure().isEmpty() ? new Done() : new Failed(LoadFailure.of(file.running(), part));
  }

  /** Adds the version that was taken away last, if there is one and it can be. */
  void putBack(LiveFile file, FileVersion version) {
    LoadedFile back = add(List.of(version)).get(0);
    if (back.failure().isEmpty()) {
      file.run(version, back, journal.now());
    } else {
      LOG.error(
          "{}: the version that ran before does not start any more: {}",
          version.file().name(),
          LoadFailure.of(version, back).message(),
          back.failure().orElseThrow());
    }
  }

  private void remove(LiveFile file) throws Exception {
    LoadedFile loaded = file.loaded();
    file.taken();
    camel.remove(List.of(loaded));
  }

  private Outcome whenQuiet(LiveFile file, Collection<RouteDefinition> definitions, Step step) {
    Role role = file.running().file().role();
    String name = file.running().file().name();
    QuietRoutes quiet = new QuietRoutes(context, waiting, running(definitions), role);
    try {
      if (!quiet.await(PATIENCE)) {
        String busy = quiet.reason();
        // What the pipeline holds is nowhere else.
        if (role == Role.PIPELINE || quiet.wouldLose()) {
          quiet.letGoOn();
          return new Busy(busy);
        }
        LOG.warn(
            "{}: {}; after {} s they are broken off, and their source is told",
            name,
            busy,
            PATIENCE.toSeconds());
        quiet.abandon();
      }
      return step.run();
    } catch (Exception e) {
      LOG.error("{}: its routes could not be replaced", name, e);
      if (file.loaded() != null) {
        quiet.letGoOn();
      }
      return new Busy(LoadFailure.reason(e));
    } finally {
      quiet.end();
    }
  }

  private Set<Route> running(Collection<RouteDefinition> definitions) {
    return definitions.stream()
        .map(definition -> context.getRoute(definition.getId()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private interface Step {
    Outcome run() throws Exception;
  }
}
