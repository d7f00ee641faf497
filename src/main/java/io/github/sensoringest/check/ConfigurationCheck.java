package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that the route configurations which routes name exist. To Camel, a route that names
 * another one is a route without, such as a sink that gives a window up at the first failure.
 */
final class ConfigurationCheck {
  private final Findings findings;

  ConfigurationCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Inventory.Named> uses, List<Inventory.Named> configurations) {
    Set<String> known =
        configurations.stream().map(Inventory.Named::name).collect(Collectors.toSet());
    for (Inventory.Named use : uses) {
      for (String part : use.name().split(",")) {
        String name = part.strip();
        // A pattern may fit none, and a placeholder be any.
        if (!name.matches(".*[*{}?()|].*") && !known.contains(name)) {
          findings.report(
              use.scope().file(),
              use.at(),
              "there is no route configuration '%s'%s"
                  .formatted(name, Suggestions.didYouMean(name, known)));
        }
      }
    }
  }
}
