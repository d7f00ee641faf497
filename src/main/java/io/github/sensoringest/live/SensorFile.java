package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a sensor, and the others of its routes folder.
 *
 * @param others by role, then by name
 */
public record SensorFile(RouteFile file, List<RouteFile> others) {
  /** Copies the list. */
  public SensorFile {
    requireNonNull(file, "file is null");
    others = List.copyOf(others);
  }

  /**
   * Finds the others of a sensor's file. One that is in no routes folder has those that came with
   * the program, without their sensors.
   *
   * @param usual the routes folder that holds where none is named
   * @param shipped the routes that came with the program; they need not exist
   * @throws RouteFileException if there is no such file, or it is no sensor's
   */
  public static SensorFile find(Path path, Path usual, Path shipped) {
    if (Files.notExists(path)) {
      throw wrong(path, "no such file; name the file of a sensor");
    }
    if (Files.isDirectory(path)) {
      throw wrong(path, "this is a folder; name the file of a sensor");
    }
    if (!FolderWalk.isRouteFile(path)) {
      throw wrong(path, "this is no route file; their names end in .camel.yaml");
    }
    Path folder = RouteFolder.around(path, usual);
    Path within = absolute(folder).relativize(absolute(path));
    Role role =
        within.getNameCount() > 1 ? Role.ofFolder(within.getName(0).toString()) : Role.SENSOR;
    if (role != Role.SENSOR) {
      throw wrong(
          path, "this is no sensor's file; name one that is not in " + within.getName(0) + "/");
    }
    boolean inOne = RouteFolder.isOne(folder) || absolute(folder).equals(absolute(usual));
    List<RouteFile> others =
        RouteFolder.openAny(inOne ? folder : shipped, shipped).files().stream()
            .filter(file -> inOne || file.role() != Role.SENSOR)
            .filter(file -> !absolute(file.path()).equals(absolute(path)))
            .toList();
    return new SensorFile(RouteFolder.sensorFile(path), others);
  }

  /** Returns all files, this one last: of two that claim the same, the later one is wrong. */
  List<RouteFile> withItsFolder() {
    List<RouteFile> all = new ArrayList<>(others);
    all.add(file);
    return all;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static RouteFileException wrong(Path path, String message) {
    return new RouteFileException(path + ": " + message);
  }
}
