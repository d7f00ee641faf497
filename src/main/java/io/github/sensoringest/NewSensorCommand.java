package io.github.sensoringest;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.NewSensor;
import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.gateway.Surroundings;
import io.github.sensoringest.live.RouteFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the file of a new sensor. */
@Command(
    name = "sensor",
    description =
        "Writes the file of a new sensor, with the parameters of its kamelet explained, if the check"
            + " finds no mistake in it. Overwrites nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the file is there",
      "1:nothing was written: the check found mistakes, or there is such a file",
      "2:the command line is wrong"
    })
final class NewSensorCommand implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 100;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description =
          "The id of the sensor's route, and the name of the file: lower-case letters, digits and"
              + " hyphens.")
  private String name;

  @Option(
      names = "--kamelet",
      paramLabel = "KAMELET",
      defaultValue = "simulated-sensor-source",
      description = "The kamelet that makes the readings (default: ${DEFAULT-VALUE}).")
  private String kamelet;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Set a parameter of the kamelet; may be repeated. A sensorId that is not set is NAME in"
              + " upper case.")
  private Map<String, String> given = new LinkedHashMap<>();

  @Option(
      names = "--routes",
      paramLabel = "DIR",
      description =
          "The routes folder (default: routes, here or where the gateway is installed). The file"
              + " goes into its folder sensors.")
  private Path routes;

  @Override
  public Integer call() {
    checkName();
    Configuration configuration =
        Configuration.load(Home.configurationFiles(), System.getenv(), Map.of());
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    Path folder = routes == null ? Home.routes() : routes;
    List<FileVersion> files = new ArrayList<>();
    RouteFolder.openAny(folder, Home.shippedRoutes())
        .files()
        .forEach(file -> files.add(FileVersion.read(file)));
    Path path = folder.resolve("sensors").resolve(name + ".camel.yaml");
    if (Files.exists(path)) {
      throw new RouteFileException(path + ": is there already; choose another name, or change it");
    }
    byte[] text = sensor(files).text().getBytes(StandardCharsets.UTF_8);
    FileVersion version = FileVersion.of(RouteFolder.sensorFile(path), text);
    files.add(version);
    List<Finding> findings =
        new Surroundings(settings, configuration.all())
            .check().check(files).stream()
                .filter(finding -> finding.file().equals(version.file().name()))
                .toList();
    if (!findings.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      findings.forEach(err::println);
      err.println("Nothing was written");
      return CommandLine.ExitCode.SOFTWARE;
    }
    write(path, text);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + version.file().name());
    out.println(
        "A gateway that runs with this folder takes it up; to start one: sensor-ingest run"
            + (routes == null ? "" : " --routes " + routes));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private void checkName() {
    if (NAME.matcher(name).matches() && name.length() <= LONGEST_NAME) {
      return;
    }
    String near =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    throw new ParameterException(
        spec.commandLine(),
        "'%s' is no name for a sensor: write up to %d lower-case letters, digits and hyphens,"
                .formatted(name, LONGEST_NAME)
            + " such as "
            + (NAME.matcher(near).matches() && near.length() <= LONGEST_NAME ? near : "boiler-1"));
  }

  private NewSensor sensor(List<FileVersion> files) {
    try {
      return NewSensor.of(name, kamelet, files, given);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Writes it in one go, so that a gateway that looks meanwhile sees all of it or nothing. */
  private static void write(Path path, byte[] text) {
    Path unfinished = path.resolveSibling("." + path.getFileName() + ".tmp");
    try {
      Files.createDirectories(path.getParent());
      try {
        Files.write(unfinished, text);
        Files.move(unfinished, path);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new RouteFileException(
          path
              + ": cannot be written; let the user who runs this write there, or name a folder of"
              + " yours with --routes");
    }
  }
}
