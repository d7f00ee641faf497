package io.github.sensoringest.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Checks that no two routes have the same id: the second would replace the first in silence. */
final class RouteIdCheck {
  private final Findings findings;

  RouteIdCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Inventory inventory) {
    // A route within a template gets an id for each use.
    check(
        "route", inventory.routeIds().stream().filter(route -> !route.scope().template()).toList());
    check("route template", inventory.templateIds());
  }

  private void check(String what, List<Inventory.Named> ids) {
    Map<String, Inventory.Named> first = new HashMap<>();
    for (Inventory.Named id : ids) {
      if (id.name().contains("{{")) {
        continue;
      }
      Inventory.Named other = first.putIfAbsent(id.name(), id);
      if (other != null) {
        findings.report(
            id.scope().file(),
            id.node(),
            "the %s '%s' is already in %s:%d; give this one another id"
                .formatted(
                    what,
                    id.name(),
                    other.scope().file().name(),
                    other.node().getStartMark().map(Mark::getLine).orElse(-1) + 1));
      }
    }
  }
}
