package io.github.sensoringest;

import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.gateway.Output;
import io.github.sensoringest.gateway.Trial;
import io.github.sensoringest.live.SensorFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one sensor's file alone, and shows what it sends. */
@Command(
    name = "try",
    description =
        "Runs one sensor's file alone, and prints each reading as it would enter the buffer, and"
            + " each refusal with its reason. Nothing is stored, and no sink is run.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:readings came, and none was refused",
      "1:none came, one was refused, or the file has a mistake",
      "2:the command line is wrong",
      "143:it was told to stop by SIGTERM (130: by Ctrl-C); the summary is printed all the same"
    })
final class TryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description =
          "The sensor's file. Kamelets and the entry are those of the routes folder that it is in,"
              + " or the shipped ones.")
  private Path file;

  @Option(
      names = "--readings",
      paramLabel = "N",
      defaultValue = "10",
      description = "End after N readings (default: ${DEFAULT-VALUE}).")
  private int readings;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "End after this time at the latest (default: ${DEFAULT-VALUE}).")
  private Duration limit;

  @Mixin private ConfigurationOptions configurationOptions;

  @Override
  public Integer call() {
    if (readings < 1) {
      throw wrong("Invalid value for option '--readings': write 1 or more");
    }
    if (limit.isZero()) {
      throw wrong("Invalid value for option '--for': write 1ms or more");
    }
    SensorFile sensor = sensor();
    Configuration configuration = configurationOptions.load(Map.of());
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    Output output = new Output(spec.commandLine().getOut(), settings.logFormat());
    return new Trial(settings, configuration.all(), sensor, readings, output).run(limit);
  }

  private SensorFile sensor() {
    try {
      return SensorFile.find(file, Home.routes(), Home.shippedRoutes());
    } catch (RouteFileException e) {
      throw wrong(e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
