package io.github.sensoringest.live;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The route files of a folder, found once when it is opened. What the folder does not have of its
 * own of {@code kamelets/}, {@code pipeline/} and {@code sinks/} is taken from the shipped routes.
 */
public final class RouteFolder {
  /** A folder with one of these is a routes folder. */
  private static final List<String> PARTS = List.of("kamelets", "pipeline", "sinks", "sensors");

  private final List<RouteFile> files;

  private RouteFolder(List<RouteFile> files) {
    this.files = files;
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
              + FolderWalk.slashed(folder.resolve("sensors")));
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
    FolderLook look = FolderLook.first(folder, shipped);
    if (!look.problems().isEmpty()) {
      throw new RouteFileException(look.problems().get(0));
    }
    return look.files().keySet().stream().sorted(FolderLook.ORDER).toList();
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
   * Returns the routes folder to which a file or a folder belongs: the nearest one around it that
   * holds {@code sensors/}, {@code kamelets/}, {@code pipeline/} or {@code sinks/} or is {@code
   * usual}; else the folder itself.
   */
  public static Path around(Path path, Path usual) {
    Path whole = path.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(whole) ? whole : whole.getParent();
    for (Path part = folder; part != null; part = part.getParent()) {
      if (part.equals(usual.toAbsolutePath().normalize())) {
        return usual;
      }
      if (isOne(part)) {
        return inTheWordsOf(path, part);
      }
    }
    return inTheWordsOf(path, folder);
  }

  /** Returns whether the folder holds one of the parts of a routes folder. */
  static boolean isOne(Path folder) {
    return PARTS.stream().map(folder::resolve).anyMatch(Files::isDirectory);
  }

  /** Returns the folder from the working directory if that is how the path is given. */
  private static Path inTheWordsOf(Path path, Path folder) {
    return path.isAbsolute() ? folder : Path.of("").toAbsolutePath().relativize(folder);
  }

  /** Returns what a sensor's file at the path is called. */
  public static RouteFile sensorFile(Path path) {
    return new RouteFile(path, FolderWalk.slashed(path), Role.SENSOR);
  }

  /** Returns the folders that hold kamelets; Camel looks for them in these. */
  public List<Path> kameletFolders() {
    return files(Role.KAMELET).stream().map(file -> file.path().getParent()).distinct().toList();
  }
}
