package io.github.sensoringest.bench;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.gateway.Output;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.RouteFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A gateway with the shipped kamelets and pipeline, and the file of a sensor. */
final class SensorGateway {
  private SensorGateway() {}

  /** Returns one that has not been started. */
  static Gateway of(Path folder, String yaml) {
    Path sensor = folder.resolve("bench.camel.yaml");
    try {
      Files.writeString(sensor, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path shipped = Path.of("routes");
    RouteFolder routes = RouteFolder.open(shipped, shipped);
    return new Gateway(
        TestSettings.with(),
        TestSettings.configuration().all(),
        LiveFolder.fixed(
            Stream.of(
                    routes.files(Role.KAMELET).stream(),
                    routes.files(Role.PIPELINE).stream(),
                    Stream.of(RouteFolder.sensorFile(sensor)))
                .flatMap(files -> files)
                .toList()),
        new FirstReadings(0, reading -> {}),
        new Output(new PrintWriter(Writer.nullWriter()), LogFormat.TEXT));
  }
}
