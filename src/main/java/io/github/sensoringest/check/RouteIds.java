package io.github.sensoringest.check;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers the ids of routes and of their steps, which Camel wants to differ. */
final class RouteIds {
  /** Where a step holds further steps. */
  private static final List<String> BRANCHES =
      List.of("steps", "when", "otherwise", "doCatch", "doFinally", "onFallback");

  private final List<Inventory.Named> ids = new ArrayList<>();
  private final List<String> ofRoutes = new ArrayList<>();

  List<Inventory.Named> all() {
    return ids;
  }

  /** Returns the ids of the routes alone. */
  List<String> ofRoutes() {
    return ofRoutes;
  }

  /** Adds the id of a route, and those of its steps. */
  void addRoute(Node route, Scope scope) {
    // A route within a template gets an id for each use.
    if (!scope.template()) {
      addOfRoute(route, "id", scope);
      Nodes.value(route, "from").ifPresent(from -> addSteps(from, scope));
    }
  }

  /** Adds the ids of the steps that a node holds. */
  void addSteps(Node node, Scope scope) {
    for (String part : BRANCHES) {
      Nodes.value(node, part).ifPresent(branch -> addBranch(part, branch, scope));
    }
  }

  /** Adds the id of a route that is made from a template. */
  void addTemplatedRoute(Node templatedRoute, Scope scope) {
    addOfRoute(templatedRoute, "routeId", scope);
  }

  private void addOfRoute(Node route, String option, Scope scope) {
    add(route, option, scope);
    Nodes.text(route, option).filter(id -> !id.isBlank()).ifPresent(ofRoutes::add);
  }

  private void add(Node node, String option, Scope scope) {
    Nodes.value(node, option)
        .ifPresent(
            id -> Nodes.text(id).ifPresent(name -> ids.add(Inventory.Named.of(scope, id, name))));
  }

  private void addBranch(String part, Node branch, Scope scope) {
    if (part.equals("steps")) {
      Nodes.items(branch).stream()
          .flatMap(step -> Nodes.entries(step).stream())
          .forEach(step -> addNode(step.getValueNode(), scope));
    } else if (Nodes.items(branch).isEmpty()) {
      addNode(branch, scope);
    } else {
      Nodes.items(branch).forEach(item -> addNode(item, scope));
    }
  }

  private void addNode(Node node, Scope scope) {
    add(node, "id", scope);
    addSteps(node, scope);
  }
}
