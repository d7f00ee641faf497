package io.github.sensoringest.live;

import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.RouteFile;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be said of the routes folder: the state of each file, a generation that grows with
 * each change that was applied, and the latest changes. One thread at a time writes; any may read.
 */
final class LiveJournal {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJournal.class);
  private static final int MOST_CHANGES = 1000;

  private final Clock clock;
  private final Deque<FolderChange> changes = new ArrayDeque<>();
  private volatile FolderStatus status = FolderStatus.NOT_LOADED;
  private long generation;
  private long refusals;
  private long told;
  private boolean starting = true;

  LiveJournal(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** A change that was applied. Those of the start are too many to be told one by one. */
  void applied(RouteFile file, String text) {
    generation++;
    if (!starting) {
      tell(file, text, false);
    }
  }

  /** A version that does not run. */
  void refused(RouteFile file, List<Finding> findings, boolean runsOn) {
    refusals++;
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
    String line = file.name() + ": " + text;
    add(file, line, toMend);
    if (toMend) {
      LOG.warn("{}", line);
    } else {
      LOG.info("{}", line);
    }
  }

  private void add(RouteFile file, String line, boolean toMend) {
    synchronized (changes) {
      if (changes.size() == MOST_CHANGES) {
        changes.removeFirst();
      }
      told++;
      changes.addLast(new FolderChange(told, generation, now(), file.name(), line, toMend));
    }
  }

  /** Notes what cannot be seen of the folder, or that all can be seen. */
  void problem(Optional<String> now) {
    if (!now.equals(status.problem())) {
      now.ifPresentOrElse(
          text -> LOG.warn("{}; what runs goes on", text),
          () -> LOG.info("The routes folder can be read again"));
      status = status.withProblem(now);
    }
  }

  /** All that can run does. What does not is said only now: a start that fails says it itself. */
  void started(Map<RouteFile, LiveFile> files) {
    starting = false;
    publish(files);
    changes().stream().filter(FolderChange::toMend).forEach(it -> LOG.warn("{}", it.text()));
    List<FileStatus> all = status.files();
    long out = all.stream().filter(file -> !file.runs()).count();
    if (out > 0) {
      LOG.warn("{} of {} route files do not run; the others do", out, all.size());
    }
  }

  /** Makes the state of the files known, and the generation that they make. */
  void publish(Map<RouteFile, LiveFile> files) {
    List<FileStatus> now = new ArrayList<>(files.size());
    files.forEach((file, live) -> now.add(live.status(file)));
    now.sort(Comparator.comparing(FileStatus::file));
    status = new FolderStatus(true, generation, refusals, now, status.problem());
  }

  FolderStatus status() {
    return status;
  }

  List<FolderChange> changes() {
    synchronized (changes) {
      return List.copyOf(changes);
    }
  }
}
