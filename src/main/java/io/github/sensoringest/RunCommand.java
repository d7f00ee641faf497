package io.github.sensoringest;

import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Setting;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.gateway.Gateway;
import io.github.sensoringest.gateway.Output;
import io.github.sensoringest.live.LiveFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the gateway. */
@Command(
    name = "run",
    description = "Runs the sensors of a routes folder until they end, or until it is stopped.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every reading is accounted for",
      "1:it could not start",
      "2:the command line is wrong",
      "3:the ledger does not balance, or readings were left behind",
      "143:it was told to stop by SIGTERM (130: by Ctrl-C); the summary is printed all the same"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--routes",
      paramLabel = "DIR",
      description =
          "The routes folder (default: routes, here or where the gateway is installed). What it has"
              + " no pipeline, kamelets or sinks folder for is taken from the shipped one.")
  private Path routes;

  @Option(
      names = "--readings",
      paramLabel = "N",
      description = "End each simulated sensor after N readings.")
  private Integer readings;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop after this time, such as 30s or 5m.")
  private Duration limit;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "0",
      description = "Print the first N readings as they are taken in.")
  private int show;

  @Mixin private ConfigurationOptions configurationOptions;

  @Option(
      names = "--no-watch",
      description = "Do not take up changes of the routes folder while the gateway runs.")
  private boolean noWatch;

  @Override
  public Integer call() {
    if (limit != null && limit.isZero()) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--for': write 1ms or more");
    }
    Configuration configuration = configurationOptions.load(fromCommandLine());
    if (show < 0) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--show': write 0 or more");
    }
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    AddedJars.ofThisProcess().log();
    Path path = routes == null ? Home.routes() : routes;
    LiveFolder folder =
        noWatch
            ? LiveFolder.fixed(path, Home.shippedRoutes())
            : LiveFolder.watched(path, Home.shippedRoutes());
    Output output = new Output(spec.commandLine().getOut(), settings.logFormat());
    Gateway gateway =
        new Gateway(
            settings,
            configuration.all(),
            folder,
            new FirstReadings(show, output::reading),
            output);
    return gateway.run(Optional.ofNullable(limit));
  }

  private Map<String, String> fromCommandLine() {
    if (readings == null) {
      return Map.of();
    }
    if (readings < 1) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--readings': write 1 or more");
    }
    return Map.of(Setting.SIMULATED_READINGS.key(), readings.toString());
  }
}
