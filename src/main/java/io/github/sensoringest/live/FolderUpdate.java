package io.github.sensoringest.live;

import io.github.sensoringest.check.FileFacts;
import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.live.RouteSwap.Busy;
import io.github.sensoringest.live.RouteSwap.Done;
import io.github.sensoringest.live.RouteSwap.Failed;
import io.github.sensoringest.live.RouteSwap.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Carries out a plan, file by file, so that each is away as shortly as can be: what others use
 * first, what ends next, then what changes or is new. To be used once.
 */
final class FolderUpdate {
  private static final List<Role> ORDER = List.of(Role.PIPELINE, Role.SINK, Role.SENSOR);

  private final LiveContext context;
  private final RouteCheck check;
  private final RouteSwap swap;
  private final LiveJournal journal;
  private final Map<RouteFile, LiveFile> files;
  private final Plan plan;
  private final Runnable gone;
  private final BooleanSupplier closing;

  /**
   * Creates one.
   *
   * @param gone is told when routes were taken away for good
   * @param closing whether to leave the rest, since the gateway stops
   */
  FolderUpdate(
      LiveContext context,
      RouteCheck check,
      RouteSwap swap,
      LiveJournal journal,
      Map<RouteFile, LiveFile> files,
      Plan plan,
      Runnable gone,
      BooleanSupplier closing) {
    this.context = context;
    this.check = check;
    this.swap = swap;
    this.journal = journal;
    this.files = files;
    this.plan = plan;
    this.gone = gone;
    this.closing = closing;
  }

  void run() {
    renewOutdated();
    plan.renamed().forEach(this::rename);
    plan.moved().forEach((old, next) -> move(old, next.file()));
    of(plan.changed().values(), Role.KAMELET).forEach(this::change);
    add(of(plan.added(), Role.KAMELET));
    configurations(plan.removed()).forEach(this::remove);
    configurations(replaced()).forEach(this::change);
    addConfigurations(configurations(plan.added()));
    for (Role role : List.of(Role.SENSOR, Role.SINK, Role.PIPELINE)) {
      others(of(plan.removed(), role)).forEach(this::remove);
    }
    for (Role role : ORDER) {
      others(of(replaced(), role)).forEach(this::change);
      add(others(of(plan.added(), role)));
    }
    of(plan.removed(), Role.KAMELET).forEach(this::remove);
  }

  /** A route that is made while its configuration is away has none. */
  private void addConfigurations(List<FileVersion> versions) {
    add(versions);
    for (FileVersion version : versions) {
      LiveFile file = files.get(version.file());
      if (version.equals(file.running())) {
        users(shared(version), check.facts(version).routeTemplates(), version.file())
            .forEach(this::renew);
      }
    }
  }

  private List<FileVersion> configurations(Collection<FileVersion> versions) {
    return versions.stream().filter(this::hasConfigurations).toList();
  }

  private List<FileVersion> others(Collection<FileVersion> versions) {
    return versions.stream().filter(version -> !hasConfigurations(version)).toList();
  }

  private boolean hasConfigurations(FileVersion version) {
    return !check.facts(version).routeConfigurations().isEmpty();
  }

  /** What was busy when something that it uses changed has its turn now. */
  private void renewOutdated() {
    for (LiveFile file : List.copyOf(files.values())) {
      Set<String> routeIds = file.takeOutdated();
      if (!routeIds.isEmpty() && file.loaded() != null && !isLeaving(file)) {
        FileVersion version = file.running();
        Outcome outcome = renew(file, routeIds);
        if (outcome instanceof Failed failed) {
          // Its other routes run; these are missing, and come back when what they use is mended.
          file.outdated(routeIds);
          waits(version.file(), file, version, failed.finding().toString());
        } else {
          if (outcome instanceof Done) {
            file.is(FileState.RUNNING, null, List.of());
          }
          tell(version, file, outcome);
        }
      }
    }
  }

  private void rename(FileVersion old, FileVersion now) {
    move(old, now.file());
    journal.applied(now.file(), "goes on; it was called " + old.file().name());
  }

  private void move(FileVersion old, RouteFile now) {
    LiveFile file = files.remove(old.file());
    file.renamed(old.as(now));
    files.put(now, file);
  }

  private void remove(FileVersion version) {
    if (closing.getAsBoolean()) {
      return;
    }
    LiveFile file = files.get(version.file());
    Outcome outcome = swap.takeAway(file);
    if (outcome instanceof Busy busy) {
      waits(version.file(), file, null, busy.reason());
    } else {
      files.remove(version.file());
      // Nothing is to come in its place, so nobody is to wait for it.
      gone.run();
      journal.applied(version.file(), "stopped, as the file is gone");
    }
  }

  private void change(FileVersion next) {
    if (closing.getAsBoolean()) {
      return;
    }
    LiveFile file = files.get(next.file());
    for (LiveFile other : holders(next)) {
      if (other.state() == FileState.ROLLED_BACK || other.state() == FileState.WAITING) {
        // Its turn has been, and it could not give the id up.
        waits(next.file(), file, next, "an id of it is still that of " + other.describe());
        return;
      }
      // It changes too, and gives the id up; what it is to become comes when it is its turn.
      if (swap.takeAway(other) instanceof Busy busy) {
        waits(next.file(), file, next, busy.reason());
        return;
      }
    }
    if (file.running() == null) {
      addInPlace(file, next);
      return;
    }
    FileVersion old = file.running();
    Set<String> shared = new HashSet<>(shared(old));
    Set<String> templates = new HashSet<>(check.facts(old).routeTemplates());
    Outcome outcome = swap.replace(file, next);
    tell(next, file, outcome);
    if (outcome instanceof Done) {
      shared.addAll(shared(next));
      templates.addAll(check.facts(next).routeTemplates());
      renewUsers(file, old, next, users(shared, templates, next.file()));
    }
  }

  /** Returns the changing files whose routes have an id that the version claims. */
  private List<LiveFile> holders(FileVersion next) {
    Set<String> ids = new HashSet<>(check.facts(next).routeIds());
    List<LiveFile> holders = new ArrayList<>();
    for (FileVersion version : replaced()) {
      LiveFile other = files.get(version.file());
      if (!version.file().equals(next.file())
          && other.loaded() != null
          && !version.equals(other.running())
          && other.loaded().routeIds().stream().anyMatch(ids::contains)) {
        holders.add(other);
      }
    }
    return holders;
  }

  private List<FileVersion> replaced() {
    return Stream.concat(plan.moved().values().stream(), plan.changed().values().stream()).toList();
  }

  private void addInPlace(LiveFile file, FileVersion next) {
    LoadedFile loaded = swap.add(List.of(next)).get(0);
    if (loaded.failure().isEmpty()) {
      file.run(next, loaded, journal.now());
      tell(next, file, new Done());
    } else {
      swap.putBack(file, file.before());
      tell(next, file, new Failed(LoadFailure.of(next, loaded)));
    }
  }

  private void add(List<FileVersion> versions) {
    if (closing.getAsBoolean()) {
      return;
    }
    List<FileVersion> free = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    files.values().stream()
        .filter(file -> file.loaded() != null)
        .forEach(file -> taken.addAll(file.loaded().routeIds()));
    for (FileVersion version : versions) {
      // The check has found the ids to be free, so who has one is about to end.
      if (check.facts(version).routeIds().stream().anyMatch(taken::contains)) {
        LiveFile file = files.computeIfAbsent(version.file(), it -> new LiveFile());
        waits(version.file(), file, version, "a route that has not ended yet has the same id");
      } else {
        free.add(version);
      }
    }
    List<LoadedFile> loaded = swap.add(free);
    for (int i = 0; i < free.size(); i++) {
      LiveFile file = files.computeIfAbsent(free.get(i).file(), it -> new LiveFile());
      if (loaded.get(i).failure().isEmpty()) {
        file.run(free.get(i), loaded.get(i), journal.now());
        tell(free.get(i), file, new Done());
      } else {
        tell(free.get(i), file, new Failed(LoadFailure.of(free.get(i), loaded.get(i))));
      }
    }
  }

  private void tell(FileVersion next, LiveFile file, Outcome outcome) {
    if (outcome instanceof Busy busy) {
      waits(next.file(), file, next, busy.reason());
    } else if (outcome instanceof Failed failed) {
      rolledBack(next, file, failed.finding());
    } else {
      journal.applied(next.file(), "running, " + file.describe());
    }
  }

  private void rolledBack(FileVersion next, LiveFile file, Finding finding) {
    if (file.is(FileState.ROLLED_BACK, next, List.of(finding.toString()))) {
      journal.refused(next.file(), List.of(finding), file.running() != null);
    }
  }

  private void waits(RouteFile key, LiveFile file, FileVersion next, String reason) {
    String text = "waits until its routes are free: " + reason;
    if (file.is(FileState.WAITING, next, List.of(key.name() + ": " + text))) {
      journal.tell(key, text, false);
    }
  }

  /** What the file has that routes of other files are made with. */
  private Set<String> shared(FileVersion version) {
    Set<String> shared = new HashSet<>(check.facts(version).routeTemplates());
    if (version.file().role() == Role.KAMELET) {
      shared.add(version.file().kamelet());
    }
    shared.addAll(check.facts(version).routeConfigurations());
    return shared;
  }

  /**
   * Returns the routes that are made with what is shared, by the file that has them.
   *
   * @param templates the route templates among what is shared
   */
  private Map<LiveFile, Set<String>> users(
      Set<String> shared, Set<String> templates, RouteFile owner) {
    Map<LiveFile, Set<String>> users = new LinkedHashMap<>();
    if (shared.isEmpty()) {
      return users;
    }
    Set<String> routeIds = context.usersOf(shared);
    files.forEach(
        (key, file) -> {
          if (file.loaded() != null && !key.equals(owner) && !isLeaving(file)) {
            Set<String> used = new HashSet<>(file.loaded().routeIds());
            used.retainAll(routeIds);
            if (uses(file, templates) || used.isEmpty() && uses(file, shared)) {
              used.addAll(file.loaded().templatedRouteIds());
            }
            if (!used.isEmpty()) {
              users.put(file, used);
            }
          }
        });
    return users;
  }

  /** A route that was made from a template does not know which; its file does. */
  private boolean uses(LiveFile file, Set<String> templates) {
    return check.facts(file.running()).kamelets().stream().anyMatch(templates::contains);
  }

  private boolean isLeaving(LiveFile file) {
    RouteFile key = file.running().file();
    return Stream.concat(replaced().stream(), plan.removed().stream())
        .anyMatch(version -> version.file().equals(key));
  }

  private void renewUsers(
      LiveFile file, FileVersion old, FileVersion next, Map<LiveFile, Set<String>> users) {
    Map<LiveFile, Set<String>> renewed = new LinkedHashMap<>();
    for (Map.Entry<LiveFile, Set<String>> user : users.entrySet()) {
      renewed.put(user.getKey(), user.getValue());
      if (renew(user.getKey(), user.getValue()) instanceof Failed failed) {
        swap.replace(file, old);
        renewed.remove(user.getKey());
        bringBack(user.getKey(), user.getValue());
        renewed.forEach(this::renew);
        rolledBack(
            next,
            file,
            new Finding(
                next.file().name(),
                0,
                0,
                "with this, a route that uses it does not start: " + failed.finding()));
        return;
      }
    }
    if (!users.isEmpty()) {
      int routes = users.values().stream().mapToInt(Collection::size).sum();
      journal.tell(
          next.file(),
          routes + (routes == 1 ? " route that uses" : " routes that use") + " it made anew",
          false);
    }
  }

  /** What it uses is as it was again. */
  private void bringBack(LiveFile user, Set<String> routeIds) {
    if (user.loaded() == null) {
      swap.putBack(user, user.before());
    } else {
      swap.addAgain(user, routeIds);
    }
  }

  private Outcome renew(LiveFile user, Set<String> routeIds) {
    FileFacts facts = check.facts(user.running());
    boolean definesMore =
        facts.declaresBeans()
            || !facts.routeTemplates().isEmpty()
            || !facts.routeConfigurations().isEmpty();
    Outcome outcome = definesMore ? swap.replace(user, user.running()) : swap.renew(user, routeIds);
    if (outcome instanceof Busy busy) {
      user.outdated(routeIds);
      waits(user.running().file(), user, user.running(), busy.reason());
    }
    return outcome;
  }

  private static List<FileVersion> of(Collection<FileVersion> versions, Role role) {
    return versions.stream().filter(version -> version.file().role() == role).toList();
  }
}
