package io.github.sensoringest.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The route files of a folder, found once when it is opened. What the folder does not have of its
 * own of {@code kamelets/}, {@code pipeline/} and {@code sinks/} is taken from the shipped routes.
 */
public final class RouteFolder {
  private static final List<String> SHARED = List.of("kamelets", "pipeline", "sinks");

  /** A folder with one of these is a routes folder. */
  private static final List<String> PARTS = List.of("kamelets", "pipeline", "sinks", "sensors");

  private final List<RouteFile> files;

  private RouteFolder(List<RouteFile> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Finds the route files of {@code folder}.
   *
   * @param shipped the routes that came with the program; they need not exist
   * @throws RouteFileException if there is no such folder, or no sensor in it
   */
  public static RouteFolder open(Path folder, Path shipped) {
    if (Files.notExists(folder)) {
      throw new RouteFileException(
          folder + ": no such folder; name the folder that holds your routes");
    }
    if (!Files.isDirectory(folder)) {
      throw new RouteFileException(
          folder + ": this is a file; name the folder that holds your routes");
    }
    RouteFolder opened = new RouteFolder(all(folder, shipped));
    if (opened.files(Role.SENSOR).isEmpty()) {
      throw new RouteFileException(
          folder
              + ": no sensor found; put a route file such as boiler.camel.yaml into "
              + slashed(folder.resolve("sensors")));
    }
    return opened;
  }

  /**
   * Finds the route files of {@code folder}, which may lack sensors.
   *
   * @param shipped the routes that came with the program; they need not exist
   */
  public static RouteFolder openAny(Path folder, Path shipped) {
    return new RouteFolder(all(folder, shipped));
  }

  private static List<RouteFile> all(Path folder, Path shipped) {
    List<RouteFile> files = find(folder, folder);
    for (String part : SHARED) {
      if (!Files.isDirectory(folder.resolve(part)) && Files.isDirectory(shipped.resolve(part))) {
        files.addAll(find(shipped, shipped.resolve(part)));
      }
    }
    files.sort(Comparator.comparing(RouteFile::role).thenComparing(RouteFile::name));
    return files;
  }

  /** Returns all files: kamelets, pipeline, sinks, sensors; within each by name. */
  public List<RouteFile> files() {
    return files;
  }

  /** Returns the files with the role, by name. */
  public List<RouteFile> files(Role role) {
    return files.stream().filter(file -> file.role() == role).toList();
  }

  /**
   * Returns the routes folder to which a file or a folder belongs: the one above its {@code
   * sensors/}, {@code kamelets/}, {@code pipeline/} or {@code sinks/}, else {@code usual} if it is
   * in there, else the folder itself.
   */
  public static Path around(Path path, Path usual) {
    Path whole = path.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(whole) ? whole : whole.getParent();
    if (PARTS.stream().map(folder::resolve).anyMatch(Files::isDirectory)) {
      return inTheWordsOf(path, folder);
    }
    for (Path part = folder; part.getFileName() != null; part = part.getParent()) {
      if (PARTS.contains(part.getFileName().toString())) {
        return inTheWordsOf(path, part.getParent());
      }
    }
    return folder.startsWith(usual.toAbsolutePath().normalize())
        ? usual
        : inTheWordsOf(path, folder);
  }

  /** Returns the folder from the working directory if that is how the path is given. */
  private static Path inTheWordsOf(Path path, Path folder) {
    return path.isAbsolute() ? folder : Path.of("").toAbsolutePath().relativize(folder);
  }

  /** Returns what a sensor's file at the path is called. */
  public static RouteFile sensorFile(Path path) {
    return new RouteFile(path, slashed(path), Role.SENSOR);
  }

  /** Returns the folders that hold kamelets; Camel looks for them in these. */
  public List<Path> kameletFolders() {
    return files(Role.KAMELET).stream().map(file -> file.path().getParent()).distinct().toList();
  }

  private static List<RouteFile> find(Path root, Path start) {
    RouteFiles found = new RouteFiles(root);
    try {
      // Following links is what makes a mounted Kubernetes ConfigMap work.
      Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.files;
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static final class RouteFiles extends SimpleFileVisitor<Path> {
    private final List<RouteFile> files = new ArrayList<>();
    private final Path root;

    RouteFiles(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory() && !isHidden(file) && isYaml(file)) {
        Path within = root.relativize(file);
        String folder = within.getNameCount() > 1 ? within.getName(0).toString() : "";
        files.add(new RouteFile(file, slashed(file), Role.ofFolder(folder)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // A link to a folder above shows the same files again.
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw new RouteFileException(
          slashed(file) + ": cannot be read; let the user who runs the gateway read it");
    }

    /** A {@code .yml} counts, so that the check can say that Camel wants {@code .yaml}. */
    private static boolean isYaml(Path file) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private boolean isHidden(Path path) {
      return !path.equals(root) && path.getFileName().toString().startsWith(".");
    }
  }
}
