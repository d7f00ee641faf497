package io.github.sensoringest;

import io.github.sensoringest.check.Role;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.RouteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The routes that the gateway is shipped with, for measuring. */
final class ShippedRoutes {
  private ShippedRoutes() {}

  /** Returns the pipeline's. */
  static List<RouteFile> pipeline() {
    return folder().files(Role.PIPELINE);
  }

  /** Writes the file of a sensor, and returns it with the kamelets and the pipeline. */
  static LiveFolder with(Path sensor, String yaml) {
    try {
      Files.writeString(sensor, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RouteFolder folder = folder();
    return LiveFolder.fixed(
        Stream.of(
                folder.files(Role.KAMELET).stream(),
                folder.files(Role.PIPELINE).stream(),
                Stream.of(RouteFolder.sensorFile(sensor)))
            .flatMap(files -> files)
            .toList());
  }

  private static RouteFolder folder() {
    Path shipped = Home.path().resolve("routes");
    return RouteFolder.open(shipped, shipped);
  }
}
