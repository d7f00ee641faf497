package io.github.sensoringest;

import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.config.ConfigurationException;
import io.github.sensoringest.gateway.StartFailure;
import io.github.sensoringest.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the gateway. */
@Command(
    name = "sensor-ingest",
    description = "Takes readings in from many sensors at once, and loses none of them silently.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      TryCommand.class,
      NewCommand.class,
      WindowsCommand.class,
      DeadLettersCommand.class,
      TopCommand.class,
      TapCommand.class,
      TimingCommand.class,
      BenchCommand.class
    })
public final class SensorIngest implements Runnable {
  @Spec private CommandSpec spec;

  private SensorIngest() {}

  /** Runs the command that {@code args} name, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return new CommandLine(new SensorIngest())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((e, line, parsed) -> report(e, line))
        .execute(args);
  }

  /** What a person can mend is one clear message; anything else is a defect, and shows itself. */
  private static int report(Exception failure, CommandLine line) {
    if (failure instanceof ConfigurationException configuration) {
      line.getErr().println(configuration.getMessage());
      return configuration.isUsage() ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
    if (failure instanceof RouteFileException
        || failure instanceof StartFailure
        || failure instanceof StoreException) {
      line.getErr().println(failure.getMessage());
    } else {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command");
  }

  /** Reads the version that the build wrote down. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties build = new Properties();
      try (InputStream in = SensorIngest.class.getResourceAsStream("build.properties")) {
        build.load(in);
      }
      return new String[] {"sensor-ingest " + build.getProperty("version")};
    }
  }
}
