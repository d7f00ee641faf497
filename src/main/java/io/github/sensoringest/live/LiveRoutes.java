package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.swap.Doors;
import io.github.sensoringest.swap.WaitingForRoom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes what runs follow what the routes folder holds, file by file. A file is checked before
 * anything is touched; one that is wrong is refused, and one that does not start is rolled back.
 * Routes are taken away only when nothing is in them. One thread at a time may change it.
 */
final class LiveRoutes {
  private final LiveContext context;
  private final RouteCheck check;
  private final Planner planner;
  private final RouteSwap swap;
  private final Doors doors;
  private final LiveJournal journal;
  private final Map<RouteFile, LiveFile> files = new LinkedHashMap<>();
  private volatile boolean closing;
  private final Set<String> gatewayRoutes = ConcurrentHashMap.newKeySet();

  LiveRoutes(
      LiveContext context,
      RouteCheck check,
      WaitingForRoom waiting,
      Doors doors,
      LiveJournal journal) {
    this.context = context;
    this.check = check;
    this.planner = new Planner(check);
    this.swap = new RouteSwap(context, waiting, journal);
    this.doors = doors;
    this.journal = journal;
  }

  /** Returns the ids of the routes of the pipeline and the sinks. May be asked by any thread. */
  Set<String> gatewayRoutes() {
    return gatewayRoutes;
  }

  /**
   * Takes up the files for the first time: the pipeline and the sinks, then the sensors.
   *
   * @param isSensor which of the files are the sensors of which one has to run
   * @throws RouteFileException if the pipeline is wrong, or no sensor or no sink can run
   */
  void start(FolderScan scan, Predicate<RouteFile> isSensor) {
    Plan plan = planner.plan(List.of(), scan.files());
    refuse(plan);
    noteGatewayRoutes(plan);
    requirePipeline();
    if (plan.added().stream().noneMatch(version -> isSensor.test(version.file()))) {
      requireOne(isSensor);
    }
    update(plan);
    requirePipeline();
    requireOne(file -> file.role() == Role.SINK);
    requireOne(isSensor);
    journal.started(files);
  }

  private void requirePipeline() {
    if (files.entrySet().stream()
        .anyMatch(it -> it.getKey().role() == Role.PIPELINE && !runs(it.getValue()))) {
      throw new RouteFileException(messages());
    }
  }

  private static boolean runs(LiveFile file) {
    // Before the first update, a file is known only if it was refused.
    return file.running() != null;
  }

  /** Throws what is wrong with all of them, if there are such files and none runs. */
  private void requireOne(Predicate<RouteFile> which) {
    List<LiveFile> some =
        files.entrySet().stream()
            .filter(it -> which.test(it.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!some.isEmpty() && some.stream().noneMatch(LiveRoutes::runs)) {
      throw new RouteFileException(messages());
    }
  }

  private String messages() {
    return files.values().stream()
        .flatMap(file -> file.messages().stream())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Makes what runs follow the folder. Does what it can, and says what it cannot. */
  void follow(FolderScan scan) {
    journal.problem(scan.problem());
    try {
      Plan plan = planner.plan(running(), scan.files().stream().map(this::unlessItFailed).toList());
      forget(scan);
      noteGatewayRoutes(plan);
      keep(plan, Set.copyOf(scan.files()));
      refuse(plan);
      if (!plan.changesNothing() || isWaiting()) {
        update(plan);
      }
    } finally {
      // What was done before a failure is done.
      journal.publish(files);
    }
  }

  /** Leaves what is not done yet of an update that is under way. May be called by any thread. */
  void close() {
    closing = true;
  }

  private void update(Plan plan) {
    try {
      new FolderUpdate(context, check, swap, journal, files, plan, doors::giveUpHeld, () -> closing)
          .run();
    } finally {
      doors.giveUpHeld();
    }
  }

  /** Returns whether something waits for its routes to come to rest. */
  boolean isWaiting() {
    return files.values().stream().anyMatch(file -> file.state() == FileState.WAITING);
  }

  /** Returns whether a file passed the check and runs in no version. */
  boolean lacksAny() {
    return files.values().stream()
        .anyMatch(file -> file.state() == FileState.ROLLED_BACK && !runs(file));
  }

  private List<FileVersion> running() {
    return files.values().stream().map(LiveFile::running).filter(Objects::nonNull).toList();
  }

  /** A version that could not be started is not tried again and again. */
  private FileVersion unlessItFailed(FileVersion version) {
    LiveFile file = files.get(version.file());
    return file != null && file.running() != null && hasFailed(file, version)
        ? file.running()
        : version;
  }

  private static boolean hasFailed(LiveFile file, FileVersion version) {
    return file.state() == FileState.ROLLED_BACK && version.equals(file.other());
  }

  /** What never ran, and is gone from the folder, is no longer spoken of. */
  private void forget(FolderScan scan) {
    Set<RouteFile> there = scan.files().stream().map(FileVersion::file).collect(Collectors.toSet());
    files.entrySet().removeIf(it -> !runs(it.getValue()) && !there.contains(it.getKey()));
  }

  private void keep(Plan plan, Set<FileVersion> wanted) {
    for (FileVersion version : plan.kept()) {
      LiveFile file = files.get(version.file());
      // It is kept in the place of the one that failed, and not because the folder has it again.
      boolean isRolledBack =
          file.state() == FileState.ROLLED_BACK
              && file.other() != null
              && wanted.contains(file.other());
      if (isRolledBack || file.isOutdated()) {
        continue;
      }
      List<String> trouble = texts(plan.troubled().getOrDefault(version, List.of()));
      boolean news = file.is(FileState.RUNNING, null, trouble);
      if (news && trouble.isEmpty()) {
        journal.tell(version.file(), "is what runs, " + file.describe(), false);
      } else if (news) {
        trouble.forEach(text -> journal.tell(version.file(), "runs on, but " + text, true));
      }
    }
    plan.held()
        .forEach(
            (version, reason) -> {
              String text = "the file is gone, but what runs needs it, so it goes on: " + reason;
              if (files.get(version.file()).is(FileState.HELD, null, List.of(text))) {
                journal.tell(version.file(), text, true);
              }
            });
  }

  private void refuse(Plan plan) {
    plan.refused()
        .forEach(
            (version, findings) -> {
              LiveFile file = files.computeIfAbsent(version.file(), it -> new LiveFile());
              if (file.is(FileState.REFUSED, version, texts(findings))) {
                journal.refused(version.file(), findings, runs(file));
              }
            });
  }

  /** Before they start: what they do may depend on it. */
  private void noteGatewayRoutes(Plan plan) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    for (FileVersion version : running()) {
      addGatewayRoutes(version, ids);
    }
    plan.added().forEach(version -> addGatewayRoutes(version, ids));
    plan.moved().values().forEach(version -> addGatewayRoutes(version, ids));
    plan.changed().values().forEach(version -> addGatewayRoutes(version, ids));
    gatewayRoutes.addAll(ids);
    gatewayRoutes.retainAll(ids);
  }

  private void addGatewayRoutes(FileVersion version, Set<String> ids) {
    Role role = version.file().role();
    if (role == Role.PIPELINE || role == Role.SINK) {
      ids.addAll(check.facts(version).routeIds());
    }
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }
}
