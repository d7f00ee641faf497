package io.github.sensoringest.live;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.RouteFile;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is known of one route file while the gateway runs. Not thread-safe. */
final class LiveFile {
  private static final int MOST_IDS = 5;

  private FileVersion running;
  private FileVersion before;
  private LoadedFile loaded;
  private final Set<String> outdated = new LinkedHashSet<>();
  private Instant since;
  private FileState state = FileState.REFUSED;
  private FileVersion other;
  private List<String> messages = List.of();

  /** Returns the version that runs; null if none does. */
  FileVersion running() {
    return running;
  }

  /** Returns the routes of the version that runs; null if none does. */
  LoadedFile loaded() {
    return loaded;
  }

  FileState state() {
    return state;
  }

  /** Returns the version of the folder, if it is not the one that runs; else null. */
  FileVersion other() {
    return other;
  }

  List<String> messages() {
    return messages;
  }

  /** The version runs now. */
  void run(FileVersion version, LoadedFile routes, Instant now) {
    running = version;
    loaded = routes;
    since = now;
    outdated.clear();
    is(FileState.RUNNING, null, List.of());
  }

  /** Its routes have been taken away, and nothing has come in their place yet. */
  void taken() {
    before = running;
    loaded = null;
    running = null;
  }

  /** Returns the version that was taken away last; null if none was. */
  FileVersion before() {
    return before;
  }

  /** Some of its routes are to be made anew, because what they use has changed. */
  void outdated(Collection<String> routeIds) {
    outdated.addAll(routeIds);
  }

  boolean isOutdated() {
    return !outdated.isEmpty();
  }

  /** Returns the routes that are to be made anew, and forgets them. */
  Set<String> takeOutdated() {
    Set<String> routeIds = Set.copyOf(outdated);
    outdated.clear();
    return routeIds;
  }

  /** What runs is called otherwise now. */
  void renamed(FileVersion version) {
    running = version;
    is(FileState.RUNNING, null, List.of());
  }

  /** Something about it has changed, though not what runs; returns whether that is news. */
  boolean is(FileState state, FileVersion other, List<String> messages) {
    boolean news =
        this.state != state
            || !Objects.equals(this.other, other)
            || !this.messages.equals(messages);
    this.state = state;
    this.other = other;
    this.messages = messages;
    return news;
  }

  /** Returns the version that runs, with its routes, for a person. */
  String describe() {
    List<String> ids = loaded.routeIds();
    String some = String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size())));
    String more = ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "";
    return "version " + running.version() + (ids.isEmpty() ? "" : ": " + some + more);
  }

  FileStatus status(RouteFile file) {
    return new FileStatus(
        file.name(),
        file.role(),
        state,
        Optional.ofNullable(running).map(FileVersion::version),
        Optional.ofNullable(running).map(version -> since),
        loaded == null ? List.of() : loaded.routeIds(),
        Optional.ofNullable(other).filter(it -> !it.equals(running)).map(FileVersion::version),
        messages);
  }
}
