package io.github.sensoringest.live;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A watched routes folder, and what its listener was told. */
final class WatchedFolder implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final List<FolderScan> scans = new CopyOnWriteArrayList<>();
  private final FolderWatch watch;

  /** Begins to watch the folder as it is. */
  WatchedFolder(Path folder) {
    this(folder, FolderWatch.SETTLE, scan -> {}, TreeWatcher::start);
  }

  /** As above, but it takes steps for one change that are up to half a second apart. */
  static WatchedFolder patient(Path folder) {
    return new WatchedFolder(folder, Duration.ofMillis(500), scan -> {}, TreeWatcher::start);
  }

  WatchedFolder(
      Path folder, Duration settle, Consumer<FolderScan> listener, FolderEvents.Source events) {
    this.folder = folder;
    watch =
        new FolderWatch(
            folder,
            folder.resolveSibling("shipped"),
            settle,
            scan -> {
              scans.add(scan);
              listener.accept(scan);
            },
            events);
    watch.first();
    watch.start();
  }

  FolderWatch watch() {
    return watch;
  }

  /** Returns what the listener was told, each in its turn. */
  List<FolderScan> scans() {
    return scans;
  }

  FolderScan last() {
    return scans.get(scans.size() - 1);
  }

  void write(String name, String content) throws IOException {
    write(folder, name, content);
  }

  static void write(Path folder, String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Waits until the last scan has these files, given as name and content in turn. */
  void awaitFiles(String... namesAndContents) {
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      expected.put(namesAndContents[i], namesAndContents[i + 1]);
    }
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> scans.isEmpty() ? Optional.empty() : Optional.of(contents(last())),
            Optional.of(expected)::equals);
  }

  /** Waits until the last scan has this problem, which begins with the name of the folder. */
  void awaitProblem(String problem) {
    await(Optional.of(folder + problem));
  }

  void awaitNoProblem() {
    await(Optional.empty());
  }

  private void await(Optional<String> problem) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> !scans.isEmpty() && last().problem().equals(problem));
  }

  /** Returns the content of each file by its name within the folder. */
  Map<String, String> contents(FolderScan scan) {
    return scan.files().stream()
        .collect(
            toMap(
                version -> version.file().name().substring(folder.toString().length() + 1),
                version ->
                    version
                        .problem()
                        .orElseGet(() -> new String(version.content(), StandardCharsets.UTF_8)),
                (one, other) -> one,
                TreeMap::new));
  }

  @Override
  public void close() {
    watch.close();
  }
}
