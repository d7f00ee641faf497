package io.github.sensoringest.check;

import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Takes a file apart into its entries, and has each looked at where its names are known. */
final class FileWalk {
  /** What Camel accepts only in front of the routes of a file. */
  private static final Set<String> BEFORE_ROUTES =
      Set.of(
          "intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion", "onException");

  private final StructureCheck structure;
  private final PlaceholderCheck placeholders;
  private final KameletReader kamelets;
  private final Inventory inventory;
  private final Findings findings;

  FileWalk(
      StructureCheck structure,
      PlaceholderCheck placeholders,
      KameletReader kamelets,
      Inventory inventory,
      Findings findings) {
    this.structure = structure;
    this.placeholders = placeholders;
    this.kamelets = kamelets;
    this.inventory = inventory;
    this.findings = findings;
  }

  void walk(RouteFile file, Node root) {
    if (file.role() == Role.KAMELET) {
      kamelet(file, root);
    } else if (root instanceof SequenceNode) {
      routes(file, root);
    } else {
      findings.report(file, root, "a route file is a list: begin with '- route:'");
      inventory.miss();
    }
  }

  private void kamelet(RouteFile file, Node root) {
    kamelets
        .read(file, root)
        .ifPresentOrElse(
            kamelet -> {
              inventory.addKamelet(kamelet);
              Nodes.value(root, "spec").stream()
                  .flatMap(spec -> Nodes.entries(spec).stream())
                  .filter(entry -> Nodes.option(entry).filter("template"::equals).isPresent())
                  .forEach(template -> template(template, kamelet.scope()));
            },
            inventory::miss);
  }

  private void template(NodeTuple template, Scope scope) {
    structure.checkTemplate(template.getKeyNode(), template.getValueNode(), scope);
    placeholders.check(template.getValueNode(), scope);
  }

  private void routes(RouteFile file, Node root) {
    if (Nodes.items(root).isEmpty()) {
      findings.report(file, root, "the file has no route; begin with '- route:', or remove it");
    }
    boolean routeSeen = false;
    for (Node entry : Nodes.items(root)) {
      Scope scope = scope(file, entry);
      structure.checkEntry(entry, scope);
      placeholders.check(entry, scope);
      routeSeen |= has(entry, "route") || has(entry, "from");
      if (routeSeen) {
        BEFORE_ROUTES.stream()
            .filter(name -> has(entry, name))
            .forEach(name -> findings.report(file, entry, late(name)));
      }
    }
  }

  private Scope scope(RouteFile file, Node entry) {
    return Nodes.value(entry, "routeTemplate")
        .map(node -> Template.ofRouteTemplate(file, node))
        .map(
            template -> {
              inventory.addRouteTemplate(template);
              return template.scope();
            })
        .orElseGet(() -> Scope.of(file));
  }

  private static boolean has(Node entry, String name) {
    return Nodes.value(entry, name).isPresent();
  }

  private static String late(String name) {
    return "'%s' must stand before the first route of the file".formatted(name);
  }
}
