package io.github.sensoringest.check;

import java.util.Set;
import java.util.function.Predicate;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds what is wrong with a file whatever the other files have. */
final class FileCheck {
  private final Schema schema = Schema.load();
  private final CamelCatalog catalog = new DefaultCamelCatalog(true);
  private final Components components = new Components(catalog);
  private final Steps steps = new Steps(catalog);
  private final Predicate<String> hasProperty;
  private final Predicate<String> hasBean;

  private final AllowedSchemes allowed;

  FileCheck(Predicate<String> hasProperty, Predicate<String> hasBean, Set<String> allowedSchemes) {
    this.hasProperty = hasProperty;
    this.hasBean = hasBean;
    this.allowed = new AllowedSchemes(allowedSchemes);
  }

  Components components() {
    return components;
  }

  CheckedFile check(FileVersion version) {
    RouteFile file = version.file();
    Findings findings = new Findings();
    Inventory inventory = new Inventory(new EndpointReader(findings));
    if (new FileNameCheck(findings).isGood(file)) {
      new YamlReader(findings)
          .read(version)
          .ifPresentOrElse(root -> check(file, root, inventory, findings), inventory::miss);
    } else {
      inventory.miss();
    }
    return new CheckedFile(file, inventory, findings.sorted());
  }

  private void check(RouteFile file, Node root, Inventory inventory, Findings findings) {
    StepOptionCheck options = new StepOptionCheck(steps, findings);
    ExpressionCheck expressions = new ExpressionCheck(catalog, findings);
    AllowedCheck allowance = new AllowedCheck(allowed, components, hasBean, findings);
    MissingIdCheck ids = new MissingIdCheck(findings);
    StructureCheck structure =
        new StructureCheck(
            schema,
            findings,
            (definition, key, value, scope) -> {
              inventory.visit(definition, key, value, scope);
              options.visit(definition, key, value, scope);
              expressions.visit(definition, key, value, scope);
              allowance.visit(definition, key, value, scope);
              ids.visit(definition, key, value, scope);
            });
    new FileWalk(
            structure,
            new PlaceholderCheck(hasProperty, findings),
            new KameletReader(findings),
            inventory,
            findings)
        .walk(file, root);
    allowance.checkTexts(file, root);
    allowance.checkEndpoints(inventory.endpoints());
    ConventionCheck conventions = new ConventionCheck(findings);
    conventions.checkSink(file, root);
    conventions.checkEndpoints(inventory.endpoints());
    new EndpointCheck(components, hasBean, findings).check(inventory.endpoints());
    new ClassCheck(findings).check(inventory.classes());
  }
}
