package io.github.sensoringest.live;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Finds the mistakes in route files before Camel loads them. Keeps Camel's schema and catalog once
 * it has read them, so that another check with the same object is quick. Not thread-safe.
 */
public final class RouteCheck {
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
    Inventory inventory = new Inventory(new EndpointReader(findings));
    Map<RouteFile, Node> roots = new LinkedHashMap<>();
    FileNameCheck names = new FileNameCheck(findings);
    YamlReader reader = new YamlReader(findings);
    for (RouteFile file : files) {
      Optional<Node> root = names.isGood(file) ? reader.read(file) : Optional.empty();
      root.ifPresentOrElse(node -> roots.put(file, node), () -> inventory.miss(file));
    }
    StepOptionCheck options = new StepOptionCheck(catalog, findings);
    StructureCheck structure =
        new StructureCheck(
            schema,
            findings,
            (definition, key, value, scope) -> {
              inventory.visit(definition, key, value, scope);
              options.visit(definition, key, value, scope);
            });
    FileWalk walk =
        new FileWalk(
            structure,
            new PlaceholderCheck(hasProperty, findings),
            new KameletReader(findings),
            inventory,
            findings);
    roots.forEach(walk::walk);
    ConventionCheck conventions = new ConventionCheck(findings);
    roots.forEach(conventions::checkSinks);
    conventions.checkEndpoints(inventory.endpoints());
    new EndpointCheck(components, hasBean, findings).check(inventory.endpoints());
    new TemplateCheck(inventory, components, hasProperty, findings).check();
    new RouteIdCheck(findings).check(inventory);
    // Nobody knows what the others would find in a file that could not be read.
    if (inventory.isComplete()) {
      new BeanCheck(inventory, components, hasBean, findings).check();
      new LinkCheck(findings).check(inventory.endpoints());
    }
    return findings.sorted();
  }

  private void load() {
    if (schema == null) {
      schema = Schema.load();
      catalog = new DefaultCamelCatalog(true);
      components = new Components(catalog);
    }
  }
}
