package io.github.sensoringest.check;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Finds routes without an id. The one that Camel makes up for them, such as {@code route1}, depends
 * on how many routes there are, so that nobody could follow the source by it.
 */
final class MissingIdCheck implements StructureCheck.Visitor {
  private final Findings findings;

  MissingIdCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void visit(String definition, Node key, Node value, Scope scope) {
    // A route within a template gets an id for each use.
    if (scope.template()) {
      return;
    }
    switch (definition) {
      case "RouteDefinition" ->
          check(key, Nodes.value(value, "id"), "write 'id: NAME' below 'route:'", scope);
      case "TemplatedRouteDefinition" ->
          check(
              key,
              Nodes.value(value, "routeId"),
              "write 'routeId: NAME' below 'templatedRoute:'",
              scope);
      // An 'id' below 'from' is that of the endpoint.
      case "RouteFromDefinitionDeserializer" ->
          check(
              key,
              Optional.empty(),
              "write '- route:', and 'id: NAME' and 'from:' below it",
              scope);
      default -> {}
    }
  }

  private void check(Node key, Optional<Node> id, String hint, Scope scope) {
    // An id that was forgotten behind its colon is reported elsewhere.
    if (id.filter(node -> Nodes.isBlank(node) || !isEmpty(node)).isEmpty()) {
      findings.report(
          scope.file(),
          key,
          "a route needs an id, by which the ledger and the windows know it; " + hint);
    }
  }

  private static boolean isEmpty(Node id) {
    return Nodes.text(id).filter(String::isBlank).isPresent();
  }
}
