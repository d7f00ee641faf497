package io.github.sensoringest.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A kamelet, or a route template.
 *
 * @param scope the scope of what stands in it
 * @param source whether routes take from it; otherwise they send to it
 */
record Template(
    String name, Scope scope, Map<String, TemplateParameter> parameters, boolean source) {
  /** What Camel itself gives a value in each template. */
  private static final Set<String> GIVEN =
      Set.of(
          "templateId",
          "routeId",
          "uuid",
          "parentRouteId",
          "parentProcessorId",
          "noErrorHandler",
          "bridgeErrorHandler");

  /** Creates one of the node that has its {@code from} and its {@code beans}. */
  static Template of(
      RouteFile file, String name, Map<String, TemplateParameter> parameters, Node node) {
    Set<String> beans = new HashSet<>();
    for (Node bean : Nodes.items(Nodes.value(node, "beans").orElse(null))) {
      Nodes.text(bean, "name").ifPresent(beans::add);
    }
    Set<String> placeholders = new HashSet<>(GIVEN);
    placeholders.addAll(parameters.keySet());
    placeholders.addAll(beans);
    Node route = Nodes.value(node, "route").orElse(node);
    Node from = Nodes.value(route, "from").orElse(route);
    boolean source =
        Nodes.text(from, "uri")
            .or(() -> Nodes.text(from))
            .filter("kamelet:source"::equals)
            .isEmpty();
    return new Template(name, new Scope(file, placeholders, beans, true), parameters, source);
  }

  /** Reads an entry {@code routeTemplate} of a route file. */
  static Template ofRouteTemplate(RouteFile file, Node node) {
    Map<String, TemplateParameter> parameters = new LinkedHashMap<>();
    for (Node item : Nodes.items(Nodes.value(node, "parameters").orElse(null))) {
      // Unlike a kamelet's parameter, one of a route template is required unless it says not.
      boolean required = !Nodes.text(item, "required").orElse("true").equals("false");
      Nodes.text(item, "name")
          .map(name -> TemplateParameter.of(name, required, Nodes.text(item, "defaultValue"), item))
          .ifPresent(parameter -> parameters.put(parameter.name(), parameter));
    }
    return of(file, Nodes.text(node, "id").orElse(""), parameters, node);
  }

  /** Says whether a use must give the parameter a value. */
  boolean needs(TemplateParameter parameter) {
    return parameter.required() && parameter.defaultValue().isEmpty();
  }
}
