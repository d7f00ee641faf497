package io.github.sensoringest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sensoringest.reading.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows readings of a running gateway as they come. */
@Command(
    name = "tap",
    description =
        "Shows readings of one source of a running gateway as they come: all of a slow source, some"
            + " of a fast one.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:as many readings as asked for were shown",
      "1:no gateway answers at that address, it wants a token, or it has gone",
      "2:the command line is wrong"
    })
final class TapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", description = "The id of the route of the sensor or sensors.")
  private String source;

  @Option(
      names = "--readings",
      paramLabel = "N",
      defaultValue = "0",
      description = "Ends after so many; 0 for never (default: ${DEFAULT-VALUE}).")
  private long readings;

  @Option(names = "--json", description = "Shows each reading as a JSON object on a line.")
  private boolean json;

  @Mixin private GatewayAddress address;

  private long shown;

  @Override
  public Integer call() throws InterruptedException {
    GatewayAddress.Found found = address.find();
    try {
      found.client().follow("tap", Map.of("source", source), this::show);
    } catch (IOException e) {
      spec.commandLine().getErr().println(found.uri() + ": " + TopCommand.problem(e));
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (readings == 0 || shown < readings) {
      spec.commandLine().getErr().println(found.uri() + ": the gateway has gone");
      return CommandLine.ExitCode.SOFTWARE;
    }
    return CommandLine.ExitCode.OK;
  }

  private boolean show(JsonNode event) {
    PrintWriter out = spec.commandLine().getOut();
    for (JsonNode reading : event.path("readings")) {
      if (readings > 0 && shown >= readings) {
        break;
      }
      out.println(json ? reading.toString() : line(reading));
      shown++;
    }
    out.flush();
    return !out.checkError() && (readings == 0 || shown < readings);
  }

  private static String line(JsonNode reading) {
    return String.format(
        Locale.ROOT,
        "%-30s  %-28s  %14s %s",
        reading.path("timestamp").asText(),
        Printable.of(reading.path("sensorId").asText()),
        reading.path("value").asText(),
        Printable.of(reading.path("unit").asText()));
  }
}
