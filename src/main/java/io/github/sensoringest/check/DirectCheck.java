package io.github.sensoringest.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that each {@code direct:} is taken by one route; a second one cannot start. */
final class DirectCheck {
  private final Findings findings;

  DirectCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<Endpoint> endpoints) {
    Map<String, Endpoint> takers = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      // A template's name is another one for each use, or else the second use fails.
      if (!endpoint.consumer()
          || !endpoint.scheme().equals("direct")
          || endpoint.scope().template()) {
        continue;
      }
      String name = endpoint.pathOr("name");
      Endpoint other = takers.putIfAbsent(name, endpoint);
      if (other != null && !name.isEmpty()) {
        findings.report(
            endpoint.scope().file(),
            endpoint.uri(),
            "'direct:%s' is taken by the route at %s:%d, and only one may; write another name"
                .formatted(name, other.scope().file().name(), other.uri().line()));
      }
    }
  }
}
