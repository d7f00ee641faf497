package io.github.sensoringest.live;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Checks what the gateway asks of a route beyond what Camel does: that readings pass the entry, and
 * that a sink says what happens when it fails.
 */
final class ConventionCheck {
  private static final String BUFFER = "readings";
  private static final List<String> ON_FAILURE =
      List.of("routeConfigurationId", "errorHandler", "errorHandlerRef");

  private final Findings findings;

  ConventionCheck(Findings findings) {
    this.findings = findings;
  }

  /** Finds sensors that would put readings into the buffer past the gate that checks them. */
  void checkEndpoints(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.scope().file().role() == Role.SENSOR
          && !endpoint.consumer()
          && endpoint.scheme().equals("seda")
          && endpoint.pathOr("name").equals(BUFFER)) {
        findings.report(
            endpoint.scope().file(),
            endpoint.uri(),
            "readings must pass the entry: send them to 'direct:readings'");
      }
    }
  }

  /** Finds sinks that would give a window up at the first failure. */
  void checkSink(RouteFile file, Node root) {
    if (file.role() != Role.SINK) {
      return;
    }
    for (Node item : Nodes.items(root)) {
      Optional<Node> route = Nodes.value(item, "route");
      if (route.isPresent()
          && ON_FAILURE.stream().allMatch(key -> Nodes.value(route.get(), key).isEmpty())) {
        findings.report(
            file,
            route.get(),
            "a sink must say what happens when it fails: write 'routeConfigurationId: retry', and"
                + " a window is kept and tried again");
      }
    }
  }
}
