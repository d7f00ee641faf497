package io.github.sensoringest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Route files of a test, and what the runtime knows while they are checked. */
final class RouteFiles {
  private final Path folder;
  private final List<FileVersion> files = new ArrayList<>();
  private final Set<String> properties = new HashSet<>();
  private final Set<String> beans = new HashSet<>();
  private Set<String> allowedSchemes = Set.of("*");

  RouteFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes a file; its first folder gives its role. */
  RouteFiles with(String name, String text) {
    Path path = folder.resolve(name);
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int slash = name.indexOf('/');
    Role role = Role.ofFolder(slash < 0 ? "" : name.substring(0, slash));
    files.add(FileVersion.read(new RouteFile(path, name, role)));
    return this;
  }

  RouteFiles withProperty(String... names) {
    properties.addAll(List.of(names));
    return this;
  }

  RouteFiles withBean(String... names) {
    beans.addAll(List.of(names));
    return this;
  }

  /** Limits what sensors may use to what they may by default, and these. */
  RouteFiles allowing(String... schemes) {
    allowedSchemes = Set.of(schemes);
    return this;
  }

  /** Returns the findings as they are shown. */
  List<String> findings(String... refusedKamelets) {
    return new RouteCheck(properties::contains, beans::contains, allowedSchemes)
        .check(files, Set.of(refusedKamelets)).stream().map(Finding::toString).toList();
  }

  /** Returns the findings of a file {@code r.yaml}. */
  static List<String> findings(Path folder, String text) {
    return new RouteFiles(folder).with("r.yaml", text).findings();
  }

  /** Returns the findings of a route from a timer with the steps, which are not indented. */
  static List<String> findingsOfSteps(Path folder, String steps) {
    return findings(folder, routeWith(steps));
  }

  /** Returns a route from the endpoint; the first of its parameters is in line 6, column 9. */
  static String routeFrom(String uri, String... parameters) {
    return "- route:\n    id: a\n    from:\n      uri: "
        + uri
        + "\n"
        + (parameters.length == 0 ? "" : "      parameters:\n")
        + String.join("\n", parameters).indent(8)
        + "      steps:\n        - log: a\n";
  }

  /** Returns a route from a timer with the steps; the first of them is in line 8, column 11. */
  static String routeWith(String steps) {
    return """
        - route:
            id: sensor
            from:
              uri: timer:tick
              parameters:
                period: 1000
              steps:
        """
        + steps.indent(8);
  }
}
