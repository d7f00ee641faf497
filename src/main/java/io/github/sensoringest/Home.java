package io.github.sensoringest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the gateway is installed: the folder of {@code routes}, {@code conf} and the examples. */
final class Home {
  private Home() {}

  /** Returns the folder that the launcher named, or the working directory. */
  static Path path() {
    return Path.of(System.getProperty("sensoringest.home", "."));
  }

  /** Returns the routes folder that holds unless one is named: here, or what was shipped. */
  static Path routes() {
    Path here = Path.of("routes");
    return Files.isDirectory(here) ? here : shippedRoutes();
  }

  /** Returns the routes that came with the program. */
  static Path shippedRoutes() {
    return path().resolve("routes");
  }

  /** Returns the configuration files that may be there; a later one wins over an earlier one. */
  static List<Path> configurationFiles() {
    return List.of(
        path().resolve("conf").resolve("application.properties"),
        Path.of("application.properties"));
  }
}
