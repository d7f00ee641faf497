package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what is to become of the files of a folder, before anything is touched. A new version in
 * which anything is wrong is refused, and what ran in its place goes on. So is one that would break
 * a file that runs. Not thread-safe.
 */
final class Planner {
  /** What no gateway can do without, though no route names some of them. */
  private static final Set<String> NEEDED =
      Set.of("entry", "ingest", "close-windows", "windows", "rejected", "alarms", "deliver-alarms");

  private final RouteCheck check;

  Planner(RouteCheck check) {
    this.check = check;
  }

  /**
   * Makes a plan.
   *
   * @param running what runs, in the order in which it was taken up: who came first keeps an id
   * @param wanted what the folder holds
   */
  Plan plan(List<FileVersion> running, List<FileVersion> wanted) {
    return new Planning(running, wanted).plan();
  }

  /** The work on one plan. */
  private final class Planning {
    private final List<FileVersion> running;
    private final Map<RouteFile, FileVersion> runningByFile = new LinkedHashMap<>();
    private final List<FileVersion> kept = new ArrayList<>();

    /** What is not running yet and might be. */
    private final Map<RouteFile, FileVersion> candidates = new LinkedHashMap<>();

    private final Set<FileVersion> gone = new LinkedHashSet<>();
    private final Map<FileVersion, String> held = new LinkedHashMap<>();
    private final Map<FileVersion, List<Finding>> refused = new LinkedHashMap<>();
    private final Map<FileVersion, List<Finding>> troubled = new LinkedHashMap<>();

    Planning(List<FileVersion> running, List<FileVersion> wanted) {
      this.running = running;
      running.forEach(version -> runningByFile.put(version.file(), version));
      Set<RouteFile> files = new HashSet<>();
      for (FileVersion version : wanted) {
        files.add(version.file());
        if (version.equals(runningByFile.get(version.file()))) {
          kept.add(version);
        } else {
          candidates.put(version.file(), version);
        }
      }
      running.stream().filter(version -> !files.contains(version.file())).forEach(gone::add);
    }

    Plan plan() {
      if (!candidates.isEmpty() || !gone.isEmpty()) {
        Set<Finding> before = running.isEmpty() ? Set.of() : new HashSet<>(check.check(running));
        decide(before);
      }
      return result();
    }

    private void decide(Set<Finding> before) {
      while (true) {
        List<Finding> findings = findings();
        if (refuseWhatIsWrong(findings)) {
          continue;
        }
        List<Finding> caused = findings.stream().filter(it -> !before.contains(it)).toList();
        if (caused.isEmpty()) {
          return;
        }
        if (!blame(caused)) {
          caused.forEach(this::trouble);
          return;
        }
      }
    }

    /** Checks what would run. Who runs already comes first, and so keeps an id it shares. */
    private List<Finding> findings() {
      List<FileVersion> files = new ArrayList<>();
      for (FileVersion version : running) {
        if (version.equals(next(version))) {
          files.add(version);
        }
      }
      candidates.values().stream()
          .filter(version -> !refused.containsKey(version))
          .forEach(files::add);
      Set<String> refusedKamelets =
          refused.keySet().stream()
              .map(FileVersion::file)
              .filter(file -> file.role() == Role.KAMELET && !runningByFile.containsKey(file))
              .map(RouteFile::kamelet)
              .collect(Collectors.toSet());
      return check.check(files, refusedKamelets);
    }

    /** Returns what would run in the place of what runs; null if nothing would. */
    private FileVersion next(FileVersion version) {
      if (gone.contains(version)) {
        return held.containsKey(version) ? version : null;
      }
      FileVersion candidate = candidates.get(version.file());
      return candidate == null || refused.containsKey(candidate) ? version : candidate;
    }

    private boolean refuseWhatIsWrong(List<Finding> findings) {
      Map<String, List<Finding>> byFile =
          findings.stream().collect(Collectors.groupingBy(Finding::file));
      boolean any = false;
      for (FileVersion version : candidates.values()) {
        List<Finding> own = byFile.get(version.file().name());
        if (own != null && !refused.containsKey(version)) {
          refused.put(version, own);
          any = true;
        }
      }
      return any;
    }

    /**
     * Finds what made a file wrong that runs: a part of the gateway that is gone or has changed.
     * That is held, or refused. A sensor or a sink that is gone is gone, whoever misses it.
     */
    private boolean blame(List<Finding> caused) {
      for (FileVersion version : gone) {
        if (isShared(version) && !held.containsKey(version)) {
          held.put(version, "");
          List<Finding> mended = mended(caused);
          if (!mended.isEmpty()) {
            held.put(version, mended.get(0).toString());
            return true;
          }
          held.remove(version);
        }
      }
      for (FileVersion version : suspects()) {
        if (!refused.containsKey(version)) {
          refused.put(version, List.of());
          List<Finding> mended = mended(caused);
          if (!mended.isEmpty()) {
            refused.put(
                version, mended.stream().map(finding -> wouldBreak(version, finding)).toList());
            return true;
          }
          refused.remove(version);
        }
      }
      return false;
    }

    /** What others depend on first; a sensor that is new can break nobody who came before it. */
    private List<FileVersion> suspects() {
      return candidates.values().stream()
          .filter(version -> isShared(version) || runningByFile.containsKey(version.file()))
          .sorted(Comparator.comparing(version -> !isShared(version)))
          .toList();
    }

    private List<Finding> mended(List<Finding> caused) {
      Set<Finding> left = new HashSet<>(findings());
      return caused.stream().filter(finding -> !left.contains(finding)).toList();
    }

    private static boolean isShared(FileVersion version) {
      Role role = version.file().role();
      return role == Role.KAMELET || role == Role.PIPELINE;
    }

    private static Finding wouldBreak(FileVersion version, Finding finding) {
      return new Finding(
          version.file().name(), 0, 0, "with this, something that runs would break: " + finding);
    }

    private void trouble(Finding finding) {
      running.stream()
          .filter(version -> version.file().name().equals(finding.file()))
          .forEach(
              version -> troubled.computeIfAbsent(version, it -> new ArrayList<>()).add(finding));
    }

    private Plan result() {
      Map<FileVersion, FileVersion> renamed = new LinkedHashMap<>();
      Map<FileVersion, FileVersion> changed = new LinkedHashMap<>();
      List<FileVersion> added = new ArrayList<>();
      Set<FileVersion> leaving = new LinkedHashSet<>(gone);
      holdWhatHasABadNameNow(leaving);
      leaving.removeAll(held.keySet());
      for (FileVersion version : candidates.values()) {
        if (refused.containsKey(version)) {
          continue;
        }
        FileVersion old = runningByFile.get(version.file());
        Optional<FileVersion> twin = old == null ? twin(version, leaving) : Optional.empty();
        if (old != null) {
          changed.put(old, version);
        } else if (twin.isPresent()) {
          leaving.remove(twin.get());
          renamed.put(twin.get(), version);
        } else {
          added.add(version);
        }
      }
      Map<FileVersion, FileVersion> moved = new LinkedHashMap<>();
      for (FileVersion version : List.copyOf(added)) {
        predecessor(version, leaving)
            .ifPresent(
                old -> {
                  leaving.remove(old);
                  added.remove(version);
                  moved.put(old, version);
                });
      }
      for (FileVersion version : List.copyOf(leaving)) {
        if (isNeeded(version)) {
          leaving.remove(version);
          held.put(version, "the gateway cannot do without it");
        }
      }
      holdTheLastSink(leaving, added);
      return new Plan(
          kept, renamed, moved, added, changed, List.copyOf(leaving), held, refused, troubled);
    }

    /** A window that no sink is there for would be gone, and yet count as windowed. */
    private void holdTheLastSink(Set<FileVersion> leaving, List<FileVersion> added) {
      boolean none =
          Stream.of(running.stream().filter(it -> !leaving.contains(it)), added.stream())
              .flatMap(it -> it)
              .noneMatch(version -> version.file().role() == Role.SINK);
      for (FileVersion version : List.copyOf(leaving)) {
        if (none && version.file().role() == Role.SINK) {
          leaving.remove(version);
          held.put(version, "without a sink, windows would go nowhere");
        }
      }
    }

    private boolean isNeeded(FileVersion version) {
      return version.file().role() == Role.PIPELINE
          && check.facts(version).routeIds().stream().anyMatch(NEEDED::contains);
    }

    /** A file that was renamed to what cannot be loaded was not meant to stop. */
    private void holdWhatHasABadNameNow(Collection<FileVersion> leaving) {
      Map<String, FileVersion> refusedByHash = new HashMap<>();
      refused.keySet().stream()
          .filter(version -> !runningByFile.containsKey(version.file()))
          .forEach(version -> refusedByHash.put(version.hash(), version));
      for (FileVersion version : leaving) {
        FileVersion other = refusedByHash.get(version.hash());
        if (other != null && other.file().role() == version.file().role()) {
          held.putIfAbsent(version, "it is now " + other.file().name() + ", which is refused");
        }
      }
    }

    /** Returns the same routes under another name; a kamelet's name is part of it. */
    private static Optional<FileVersion> twin(
        FileVersion version, Collection<FileVersion> leaving) {
      return leaving.stream()
          .filter(it -> it.hash().equals(version.hash()))
          .filter(it -> it.file().role() == version.file().role())
          .filter(it -> it.file().role() != Role.KAMELET)
          .findFirst();
    }

    /** Returns what had one of the same routes, and should come back if this does not start. */
    private Optional<FileVersion> predecessor(
        FileVersion version, Collection<FileVersion> leaving) {
      List<String> ids = check.facts(version).routeIds();
      return leaving.stream()
          .filter(it -> it.file().role() == version.file().role())
          .filter(it -> check.facts(it).routeIds().stream().anyMatch(ids::contains))
          .findFirst();
    }
  }
}
