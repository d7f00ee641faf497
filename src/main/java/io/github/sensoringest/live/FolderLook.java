package io.github.sensoringest.live;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The route files of a folder as one look saw them, without their content. What the folder does not
 * have of its own of {@code kamelets/}, {@code pipeline/} and {@code sinks/} is taken from the
 * shipped routes. What cannot be seen now stays as an earlier look saw it.
 *
 * @param own the parts that are the folder's own
 * @param key which folder it is, null where the system does not say
 * @param watched the real folders in which a change may concern the files
 * @param problems what cannot be seen and why, in words for a person
 */
record FolderLook(
    Path folder,
    Path shipped,
    Map<RouteFile, Stamp> files,
    Set<String> own,
    Object key,
    Set<Path> watched,
    List<String> problems) {
  private static final Set<String> PARTS = Set.of("kamelets", "pipeline", "sinks");

  /** By role, then by name. */
  static final Comparator<RouteFile> ORDER =
      Comparator.comparing(RouteFile::role).thenComparing(RouteFile::name);

  /** Looks for the first time: each part that is there is the folder's own, if empty as well. */
  static FolderLook first(Path folder, Path shipped) {
    return none(folder, shipped).next(Map.of());
  }

  /** Returns what is known before the first look. */
  static FolderLook none(Path folder, Path shipped) {
    return new FolderLook(folder, shipped, Map.of(), PARTS, null, Set.of(), List.of());
  }

  /**
   * Looks again. A part that was not the folder's own is so when it holds a route file.
   *
   * @param known the files that stay where nothing can be seen. They are not simply those of the
   *     last look, since the folder may just have been going while that looked.
   */
  FolderLook next(Map<RouteFile, Stamp> known) {
    Optional<String> gone = whyMissing();
    if (gone.isPresent()) {
      return unchanged(known, gone.get());
    }
    FolderWalk walk = FolderWalk.through(folder, folder);
    if (walk.unreadable().contains(folder)) {
      return unchanged(known, "cannot be read; let the user who runs the gateway read it");
    }
    Map<RouteFile, Stamp> found = new HashMap<>();
    List<String> problems = new ArrayList<>();
    Set<Path> real = new HashSet<>(walk.realFolders());
    take(walk, found, known, problems);
    if (found.isEmpty() && !Objects.equals(key, walk.key()) && hasFilesBelow(folder, known)) {
      // The folder below a share that is not mounted is an empty one.
      return unchanged(known, "another folder, and an empty one, is in its place");
    }
    Set<String> nowOwn = new HashSet<>();
    for (String part : PARTS) {
      if (isOwn(part, walk, found, known)) {
        nowOwn.add(part);
      } else if (isShipped(part, known)) {
        FolderWalk shippedWalk = FolderWalk.through(shipped, shipped.resolve(part));
        real.addAll(shippedWalk.realFolders());
        take(shippedWalk, found, known, problems);
      }
    }
    return whyMissing()
        .map(why -> unchanged(known, why))
        .orElseGet(
            () -> new FolderLook(folder, shipped, found, nowOwn, walk.key(), real, problems));
  }

  /** Returns what cannot be seen, in one text. */
  Optional<String> problem() {
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  private Optional<String> whyMissing() {
    if (Files.isDirectory(folder)) {
      return Optional.empty();
    }
    if (Files.notExists(folder)) {
      return Optional.of("no such folder");
    }
    return Optional.of(Files.exists(folder) ? "this is a file" : "cannot be reached");
  }

  private FolderLook unchanged(Map<RouteFile, Stamp> known, String why) {
    String problem = FolderWalk.slashed(folder) + ": " + why;
    return new FolderLook(folder, shipped, known, own, key, Set.of(), List.of(problem));
  }

  private void take(
      FolderWalk walk,
      Map<RouteFile, Stamp> found,
      Map<RouteFile, Stamp> known,
      List<String> problems) {
    found.putAll(walk.files());
    walk.unreadable().stream()
        .sorted()
        .forEach(
            path -> {
              keep(path, found, known);
              problems.add(
                  FolderWalk.slashed(path)
                      + ": cannot be read; let the user who runs the gateway read it");
            });
    walk.astray().stream()
        .sorted()
        .filter(path -> keep(path, found, known))
        .forEach(path -> problems.add(FolderWalk.slashed(path) + ": leads nowhere"));
  }

  private static boolean keep(Path path, Map<RouteFile, Stamp> found, Map<RouteFile, Stamp> known) {
    boolean any = false;
    for (Map.Entry<RouteFile, Stamp> file : known.entrySet()) {
      if (file.getKey().path().startsWith(path)) {
        found.put(file.getKey(), file.getValue());
        any = true;
      }
    }
    return any;
  }

  private boolean isOwn(
      String part, FolderWalk walk, Map<RouteFile, Stamp> found, Map<RouteFile, Stamp> known) {
    Path path = folder.resolve(part);
    if (!own.contains(part)) {
      return found.keySet().stream().anyMatch(file -> file.role() == Role.ofFolder(part));
    }
    return Files.isDirectory(path)
        || walk.unreadable().contains(path)
        || walk.astray().contains(path) && hasFilesBelow(path, known);
  }

  private boolean isShipped(String part, Map<RouteFile, Stamp> known) {
    Path path = shipped.resolve(part);
    return Files.isDirectory(path) || !own.contains(part) && hasFilesBelow(path, known);
  }

  private static boolean hasFilesBelow(Path path, Map<RouteFile, Stamp> known) {
    return known.keySet().stream().anyMatch(file -> file.path().startsWith(path));
  }
}
