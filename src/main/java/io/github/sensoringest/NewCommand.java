package io.github.sensoringest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes new files. */
@Command(
    name = "new",
    description = "Writes a new route file.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    synopsisSubcommandLabel = "WHAT",
    subcommands = NewSensorCommand.class)
final class NewCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to write: sensor");
  }
}
