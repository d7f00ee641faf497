package io.github.sensoringest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sensoringest.web.GatewayClient;
import io.github.sensoringest.web.TopScreen;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a running gateway in the terminal. */
@Command(
    name = "top",
    description = "Shows how a running gateway is, and its sensors, again and again.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was shown",
      "1:no gateway answers at that address, or it wants a token",
      "2:the command line is wrong"
    })
final class TopCommand implements Callable<Integer> {
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";
  private static final int USUAL_HEIGHT = 24;
  private static final int USUAL_WIDTH = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only sensors with this text in their id, source, file or unit.")
  private String search;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      defaultValue = "state",
      description =
          "sensor, source, value, rate, age, blocked or state (default: ${DEFAULT-VALUE}).")
  private String sort;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "The time between two looks (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(names = "--once", description = "Looks once, and ends.")
  private boolean once;

  @Mixin private GatewayAddress address;

  @Override
  public Integer call() throws InterruptedException {
    GatewayAddress.Found found = address.find();
    PrintWriter out = spec.commandLine().getOut();
    boolean terminal = !once && System.console() != null;
    TopScreen screen = new TopScreen(terminal);
    boolean seen = false;
    while (true) {
      try {
        List<String> lines = look(found.client(), screen);
        seen = true;
        out.print((terminal ? CLEAR : "") + String.join("\n", lines) + "\n");
      } catch (IOException e) {
        if (!seen || once) {
          spec.commandLine().getErr().println(found.uri() + ": " + problem(e));
          return CommandLine.ExitCode.SOFTWARE;
        }
        out.println("no answer: " + problem(e) + "; trying again");
      }
      out.flush();
      if (once) {
        return CommandLine.ExitCode.OK;
      }
      TimeUnit.MILLISECONDS.sleep(Math.max(100, every.toMillis()));
    }
  }

  private List<String> look(GatewayClient client, TopScreen screen)
      throws IOException, InterruptedException {
    int[] size = size();
    int height = size[0];
    JsonNode overview = client.get("overview", Map.of());
    JsonNode sensors =
        client.get(
            "sensors", Map.of("search", search, "sort", sort, "limit", Integer.toString(height)));
    return screen.lines(overview, sensors, height, size[1]);
  }

  /** Returns lines and columns: what the variables say, else what the terminal has. */
  private static int[] size() throws InterruptedException {
    String said = System.console() == null ? "" : sizeOfTerminal();
    String[] words = said.matches("[1-9]\\d{0,3} [1-9]\\d{0,3}") ? said.split(" ") : null;
    return new int[] {
      size("LINES", words == null ? USUAL_HEIGHT : Integer.parseInt(words[0])),
      size("COLUMNS", words == null ? USUAL_WIDTH : Integer.parseInt(words[1]))
    };
  }

  private static int size(String variable, int otherwise) {
    try {
      return Math.max(20, Integer.parseInt(System.getenv().getOrDefault(variable, "")));
    } catch (NumberFormatException e) {
      return Math.max(20, otherwise);
    }
  }

  private static String sizeOfTerminal() throws InterruptedException {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      try (InputStream out = stty.getInputStream()) {
        String said = new String(out.readNBytes(20), StandardCharsets.US_ASCII).strip();
        stty.waitFor();
        return said;
      }
    } catch (IOException e) {
      // There is no such command, as on Windows.
      return "";
    }
  }

  static String problem(IOException e) {
    if (e instanceof SSLException) {
      return "no connection with TLS comes about ("
          + e.getMessage()
          + "); if the certificate is one that only the gateway has, set http.certificate-file";
    }
    return e.getMessage() == null
        ? "no gateway answers ("
            + e.getClass().getSimpleName()
            + "); does it run, with web.enabled?"
        : e.getMessage();
  }
}
