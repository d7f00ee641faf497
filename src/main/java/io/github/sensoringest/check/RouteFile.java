package io.github.sensoringest.check;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file of the route folder.
 *
 * @param path where it is
 * @param name how messages call it: the path as the user gave the folder
 * @param role what it is for
 */
public record RouteFile(Path path, String name, Role role) {
  /** Checks that nothing is missing. */
  public RouteFile {
    requireNonNull(path, "path is null");
    requireNonNull(name, "name is null");
    requireNonNull(role, "role is null");
  }

  /** Returns the name without its folders. */
  public String fileName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Returns the name by which routes call it, if it is a kamelet. */
  public String kamelet() {
    return KameletReader.name(this);
  }
}
