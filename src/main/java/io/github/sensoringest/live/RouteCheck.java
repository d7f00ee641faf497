package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds the mistakes in route files before Camel loads them. Keeps Camel's schema and catalog once
 * it has read them, so that another check with the same object is quick. Not thread-safe.
 */
public final class RouteCheck {
  /** Camel tells the kind of a file by all that follows the first dot. */
  private static final Set<String> EXTENSIONS = Set.of("yaml", "camel.yaml");

  /** What Camel accepts only in front of the routes of a file. */
  private static final Set<String> BEFORE_ROUTES =
      Set.of(
          "intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion", "onException");

  private final Predicate<String> hasProperty;
  private final Predicate<String> hasBean;
  private Schema schema;
  private CamelCatalog catalog;
  private Components components;

  /**
   * Creates a check for what the runtime knows.
   *
   * @param hasProperty whether a placeholder has a value
   * @param hasBean whether there is a bean of the name
   */
  public RouteCheck(Predicate<String> hasProperty, Predicate<String> hasBean) {
    this.hasProperty = requireNonNull(hasProperty, "hasProperty is null");
    this.hasBean = requireNonNull(hasBean, "hasBean is null");
  }

  /** Returns all that is wrong in the files, by file and line; empty if nothing is. */
  public List<Finding> check(List<RouteFile> files) {
    load();
    Findings findings = new Findings();
    Map<RouteFile, Node> roots = new LinkedHashMap<>();
    YamlReader reader = new YamlReader(findings);
    for (RouteFile file : files) {
      if (hasGoodName(file, findings)) {
        reader.read(file).ifPresent(root -> roots.put(file, root));
      }
    }
    Inventory inventory = new Inventory(new EndpointReader(findings));
    StepOptionCheck options = new StepOptionCheck(catalog, findings);
    StructureCheck structure =
        new StructureCheck(
            schema,
            findings,
            (definition, key, value, scope) -> {
              inventory.visit(definition, key, value, scope);
              options.visit(definition, key, value, scope);
            });
    Walk walk =
        new Walk(
            structure,
            new PlaceholderCheck(hasProperty, findings),
            new KameletReader(findings),
            inventory,
            findings);
    roots.forEach(walk::file);
    new EndpointCheck(components, hasBean, findings).check(inventory.endpoints());
    new TemplateCheck(inventory, components, hasProperty, findings).check();
    new BeanCheck(inventory, components, hasBean, findings).check();
    new RouteIdCheck(findings).check(inventory);
    new LinkCheck(findings).check(inventory.endpoints());
    return findings.sorted();
  }

  private void load() {
    if (schema == null) {
      schema = Schema.load();
      catalog = new DefaultCamelCatalog(true);
      components = new Components(catalog);
    }
  }

  private static boolean hasGoodName(RouteFile file, Findings findings) {
    String name = file.fileName();
    String extension = name.substring(name.indexOf('.') + 1);
    String wanted = file.role() == Role.KAMELET ? "kamelet.yaml" : "camel.yaml";
    if (file.role() == Role.KAMELET ? extension.equals(wanted) : EXTENSIONS.contains(extension)) {
      return true;
    }
    if (extension.equals("kamelet.yaml")) {
      findings.report(file, "a kamelet belongs to the folder kamelets/; move it there");
      return false;
    }
    String stem = name.replaceAll("(?i)(\\.(camel|kamelet|pipe))?\\.ya?ml$", "").replace('.', '-');
    findings.report(
        file, "Camel cannot load a file of this name; call it %s.%s".formatted(stem, wanted));
    return false;
  }

  /** Takes the files apart, each into what stands in a template and what does not. */
  private record Walk(
      StructureCheck structure,
      PlaceholderCheck placeholders,
      KameletReader kamelets,
      Inventory inventory,
      Findings findings) {

    void file(RouteFile file, Node root) {
      if (file.role() == Role.KAMELET) {
        kamelet(file, root);
      } else if (!(root instanceof SequenceNode)) {
        findings.report(file, root, "a route file is a list: begin with '- route:'");
      } else {
        routes(file, root);
      }
    }

    private void kamelet(RouteFile file, Node root) {
      kamelets
          .read(file, root)
          .ifPresent(
              kamelet -> {
                inventory.kamelets().put(kamelet.name(), kamelet);
                NodeTuple template = entry(Nodes.value(root, "spec").orElse(root), "template");
                structure.checkTemplate(
                    template.getKeyNode(), template.getValueNode(), kamelet.scope());
                placeholders.check(template.getValueNode(), kamelet.scope());
              });
    }

    private void routes(RouteFile file, Node root) {
      if (Nodes.items(root).isEmpty()) {
        findings.report(file, root, "the file has no route; begin with '- route:', or remove it");
      }
      boolean routeSeen = false;
      for (Node entry : Nodes.items(root)) {
        Scope scope =
            Nodes.value(entry, "routeTemplate")
                .map(node -> Template.ofRouteTemplate(file, node))
                .map(
                    template -> {
                      inventory.templates().put(template.name(), template);
                      return template.scope();
                    })
                .orElseGet(() -> Scope.of(file));
        structure.checkEntry(entry, scope);
        placeholders.check(entry, scope);
        String name =
            Nodes.entries(entry).stream()
                .findFirst()
                .flatMap(first -> Nodes.text(first.getKeyNode()))
                .orElse("");
        routeSeen |= name.equals("route") || name.equals("from");
        if (routeSeen && BEFORE_ROUTES.contains(name)) {
          findings.report(
              file, entry, "'%s' must stand before the first route of the file".formatted(name));
        }
      }
    }

    private static NodeTuple entry(Node mapping, String option) {
      return Nodes.entries(mapping).stream()
          .filter(entry -> Nodes.option(entry).filter(option::equals).isPresent())
          .findFirst()
          .orElseThrow();
    }
  }
}
