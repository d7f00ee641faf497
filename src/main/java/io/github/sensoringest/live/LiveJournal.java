package io.github.sensoringest.live;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be said of the routes folder: the state of each file, a generation that grows with
 * each change that was applied, and the latest changes. One thread writes; any may read.
 */
final class LiveJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJournal.class);
  private static final int MOST_CHANGES = 1000;

  private final Clock clock;
  private final Deque<FolderChange> changes = new ArrayDeque<>();
  private volatile List<FileStatus> status = List.of();
  private volatile Optional<String> problem = Optional.empty();
  private volatile long generation;
  private volatile long refusals;
  private boolean starting = true;

  LiveJournal(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** A change that was applied. Those of the start are too many to be told one by one. */
  void applied(RouteFile file, String text) {
    generation = generation + 1;
    if (!starting) {
      tell(file, text, false);
    }
  }

  /** A version that does not run. */
  void refused(RouteFile file, List<Finding> findings, boolean runsOn) {
    refusals = refusals + 1;
    for (Finding finding : findings) {
      add(file, finding.toString(), true);
      if (!starting) {
        LOG.warn("{}", finding);
      }
    }
    if (runsOn) {
      LOG.warn("{}: the version that ran before goes on", file.name());
    }
  }

  /** Something that happened to a file. */
  void tell(RouteFile file, String text, boolean toMend) {
    add(file, text, toMend);
    if (toMend) {
      LOG.warn("{}: {}", file.name(), text);
    } else {
      LOG.info("{}: {}", file.name(), text);
    }
  }

  private void add(RouteFile file, String text, boolean toMend) {
    synchronized (changes) {
      if (changes.size() == MOST_CHANGES) {
        changes.removeFirst();
      }
      changes.addLast(new FolderChange(generation, now(), file.name(), text, toMend));
    }
  }

  /** Notes what cannot be seen of the folder, or that all can be seen. */
  void problem(Optional<String> now) {
    if (!now.equals(problem)) {
      now.ifPresentOrElse(
          text -> LOG.warn("{}; what runs goes on", text),
          () -> LOG.info("The routes folder can be read again"));
      problem = now;
    }
  }

  /** All that can run does. What does not is said only now: a start that fails says it itself. */
  void started(Map<RouteFile, LiveFile> files) {
    starting = false;
    publish(files);
    changes().stream().filter(FolderChange::refusal).forEach(it -> LOG.warn("{}", it.text()));
    long out = status.stream().filter(file -> file.version().isEmpty()).count();
    if (out > 0) {
      LOG.warn("{} of {} route files do not run; the others do", out, status.size());
    }
  }

  /** Makes the state of the files known. */
  void publish(Map<RouteFile, LiveFile> files) {
    List<FileStatus> now = new ArrayList<>(files.size());
    files.forEach((file, live) -> now.add(live.status(file)));
    now.sort(null);
    status = List.copyOf(now);
  }

  List<FileStatus> files() {
    return status;
  }

  Map<FileState, Integer> counts() {
    Map<FileState, Integer> counts = new EnumMap<>(FileState.class);
    for (FileState state : FileState.values()) {
      counts.put(state, 0);
    }
    status.forEach(file -> counts.merge(file.state(), 1, Integer::sum));
    return counts;
  }

  Optional<String> problem() {
    return problem;
  }

  long generation() {
    return generation;
  }

  /** Returns how often a version was refused or rolled back. */
  long refusals() {
    return refusals;
  }

  List<FolderChange> changes() {
    synchronized (changes) {
      return List.copyOf(changes);
    }
  }
}
