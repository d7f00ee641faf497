package io.github.sensoringest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that no two routes or steps have the same id. Camel refuses them at the start; later, the
 * second route would replace the first in silence.
 */
final class RouteIdCheck {
  private final Findings findings;

  RouteIdCheck(Findings findings) {
    this.findings = findings;
  }

  /** Reports each id that an earlier one of the list is the same as. */
  void check(List<Inventory.Named> ids) {
    Map<String, Inventory.Named> first = new HashMap<>();
    for (Inventory.Named id : ids) {
      if (id.name().contains("{{")) {
        continue;
      }
      Inventory.Named other = first.putIfAbsent(id.name(), id);
      if (other != null) {
        findings.report(
            id.scope().file(),
            id.at(),
            "the id '%s' is taken by %s:%d; write another one"
                .formatted(id.name(), other.scope().file().name(), other.at().line()));
      }
    }
  }
}
