package io.github.sensoringest;

import io.github.sensoringest.check.FileVersion;
import io.github.sensoringest.check.Finding;
import io.github.sensoringest.check.RouteCheck;
import io.github.sensoringest.check.RouteFile;
import io.github.sensoringest.check.RouteFileException;
import io.github.sensoringest.config.Configuration;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.gateway.Surroundings;
import io.github.sensoringest.live.RouteFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.camel.util.json.JsonObject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the mistakes in route files, and starts nothing. */
@Command(
    name = "check",
    description =
        "Finds the mistakes in route files as run does, and starts nothing. Prints each with file,"
            + " line, column, and what to write instead. What only a step itself can know, such as a"
            + " min above its max, shows when it is started: see try.",
    mixinStandardHelpOptions = true,
    versionProvider = SensorIngest.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:there is no mistake",
      "1:there are mistakes, or there is no such file",
      "2:the command line is wrong"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "A routes folder, or a file or a folder in one (default: routes, here or where the gateway"
              + " is installed). Of a part of a folder only its own mistakes are told; the rest is"
              + " looked at for what it has and uses.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--routes",
      paramLabel = "DIR",
      description = "The routes folder that each PATH is in, where that cannot be told otherwise.")
  private Path routes;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the configuration; may be repeated.")
  private Map<String, String> properties = new HashMap<>();

  @Option(names = "--json", description = "Print JSON lines: one for each mistake, and a summary.")
  private boolean json;

  @Override
  public Integer call() {
    Configuration configuration =
        Configuration.load(Home.configurationFiles(), System.getenv(), properties);
    Settings settings = Settings.of(configuration);
    LogSetup.apply(settings);
    Map<Path, Set<Path>> byFolder = new LinkedHashMap<>();
    Path usual = routes == null ? Home.routes() : routes;
    for (Path path : paths.isEmpty() ? List.of(usual) : paths) {
      if (Files.notExists(path)) {
        throw new RouteFileException(
            path + ": no such file or folder; name a routes folder, or a file in one");
      }
      Path folder = routes == null ? RouteFolder.around(path, usual) : routes;
      byFolder.computeIfAbsent(folder, it -> new LinkedHashSet<>()).add(path);
    }
    RouteCheck check = new Surroundings(settings, configuration.all()).check();
    Set<Finding> findings = new TreeSet<>();
    Set<RouteFile> checked = new HashSet<>();
    byFolder.forEach((folder, named) -> check(folder, named, check, checked, findings));
    print(spec.commandLine().getOut(), checked.size(), findings);
    return findings.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static void check(
      Path folder,
      Set<Path> named,
      RouteCheck check,
      Set<RouteFile> checked,
      Set<Finding> findings) {
    List<RouteFile> files = RouteFolder.openAny(folder, Home.shippedRoutes()).files();
    Set<RouteFile> asked = new LinkedHashSet<>();
    for (Path path : named) {
      List<RouteFile> within =
          isSame(path, folder)
              ? files
              : files.stream().filter(file -> isWithin(file.path(), path)).toList();
      if (within.isEmpty()) {
        throw new RouteFileException(
            path
                + (Files.isDirectory(path)
                    ? ": no route file found; their names end in .camel.yaml"
                    : ": this is no route file; their names end in .camel.yaml"));
      }
      asked.addAll(within);
    }
    checked.addAll(asked);
    // Of two that claim the same the later is wrong, and that is to be the one asked about.
    List<RouteFile> inOrder = new ArrayList<>(files);
    if (asked.size() < files.size()) {
      inOrder.removeAll(asked);
      inOrder.addAll(asked);
    }
    Set<String> names = new HashSet<>();
    asked.forEach(file -> names.add(file.name()));
    check.check(inOrder.stream().map(FileVersion::read).toList()).stream()
        .filter(finding -> names.contains(finding.file()))
        .forEach(findings::add);
  }

  private static boolean isSame(Path path, Path folder) {
    return absolute(path).equals(absolute(folder));
  }

  private static boolean isWithin(Path file, Path path) {
    return absolute(file).startsWith(absolute(path));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private void print(PrintWriter out, int checked, Set<Finding> findings) {
    long wrong = findings.stream().map(Finding::file).distinct().count();
    if (json) {
      findings.forEach(finding -> out.println(json(finding)));
      JsonObject summary = new JsonObject();
      summary.put("type", "summary");
      summary.put("files", checked);
      summary.put("filesWithMistakes", wrong);
      summary.put("mistakes", findings.size());
      out.println(summary.toJson());
    } else {
      findings.forEach(out::println);
      out.println(
          findings.isEmpty()
              ? count(checked, "file") + " checked: no mistakes"
              : count(findings.size(), "mistake")
                  + " in "
                  + count(wrong, "file")
                  + "; "
                  + count(checked, "file")
                  + " checked");
    }
    out.flush();
  }

  private static String json(Finding finding) {
    JsonObject line = new JsonObject();
    line.put("type", "mistake");
    line.put("file", finding.file());
    line.put("line", finding.line() == 0 ? null : finding.line());
    line.put("column", finding.line() == 0 ? null : finding.column());
    line.put("message", finding.message());
    return line.toJson();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
