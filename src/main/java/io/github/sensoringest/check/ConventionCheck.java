package io.github.sensoringest.check;

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

  /** Finds who goes past the gate of the buffer, takes readings out, or states its size. */
  void checkEndpoints(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      if (endpoint.scheme().equals("seda") && endpoint.pathOr("name").equals(BUFFER)) {
        checkBuffer(endpoint, endpoint.scope().file());
      }
    }
  }

  private void checkBuffer(Endpoint buffer, RouteFile file) {
    buffer
        .option("size")
        .ifPresent(
            size ->
                findings.report(
                    file,
                    size.key(),
                    "the size of the buffer is 'buffer.size' of the configuration; leave it out"
                        + " here"));
    if (file.role() == Role.SENSOR) {
      findings.report(
          file,
          buffer.uri(),
          buffer.consumer()
              ? "the readings in the buffer belong to the ingest; a sensor takes none out"
              : "readings must pass the entry: send them to 'direct:readings'");
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
                + " a window is kept and tried again, or 'routeConfigurationId: best-effort', and"
                + " one that it fails on is given up and counted");
      }
    }
  }
}
