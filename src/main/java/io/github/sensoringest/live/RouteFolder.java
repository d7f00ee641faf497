package io.github.sensoringest.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The route files of a folder, found once when it is opened. What the folder does not have of its
 * own of {@code kamelets/}, {@code pipeline/} and {@code sinks/} is taken from the shipped routes.
 */
public final class RouteFolder {
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
    FolderLook look = FolderLook.first(folder, shipped);
    if (!look.problems().isEmpty()) {
      throw new RouteFileException(look.problems().get(0));
    }
    List<RouteFile> files = look.files().keySet().stream().sorted(FolderLook.ORDER).toList();
    if (files.stream().noneMatch(file -> file.role() == Role.SENSOR)) {
      throw new RouteFileException(
          folder
              + ": no sensor found; put a route file such as boiler.camel.yaml into "
              + FolderWalk.slashed(folder.resolve("sensors")));
    }
    return new RouteFolder(files);
  }

  /** Returns all files: kamelets, pipeline, sinks, sensors; within each by name. */
  public List<RouteFile> files() {
    return files;
  }

  /** Returns the files with the role, by name. */
  public List<RouteFile> files(Role role) {
    return files.stream().filter(file -> file.role() == role).toList();
  }

  /** Returns the folders that hold kamelets; Camel looks for them in these. */
  public List<Path> kameletFolders() {
    return files(Role.KAMELET).stream().map(file -> file.path().getParent()).distinct().toList();
  }
}
