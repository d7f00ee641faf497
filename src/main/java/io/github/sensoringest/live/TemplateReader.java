package io.github.sensoringest.live;

import io.github.sensoringest.config.Suggestions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads kamelets and route templates: which parameters they take. */
final class TemplateReader {
  static final String KAMELET_SUFFIX = ".kamelet.yaml";

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

  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "object", "array", "binary");

  private final Findings findings;

  TemplateReader(Findings findings) {
    this.findings = findings;
  }

  /** Reads a kamelet, and reports what its file lacks; its template is left to others. */
  Optional<Template> readKamelet(RouteFile file, Node root) {
    if (!(root instanceof MappingNode)) {
      findings.report(file, root, "a kamelet is no list: begin with 'apiVersion:'");
      return Optional.empty();
    }
    expect(file, root, root, "apiVersion", "camel\\.apache\\.org/v1.*", "camel.apache.org/v1");
    expect(file, root, root, "kind", "Kamelet", "Kamelet");
    String name = file.fileName().replace(KAMELET_SUFFIX, "");
    Node metadata = Nodes.value(root, "metadata").orElse(root);
    expect(file, root, metadata, "name", Pattern.quote(name), name);
    Node spec = Nodes.value(root, "spec").orElse(root);
    Node template = Nodes.value(spec, "template").orElse(null);
    if (template == null) {
      findings.report(file, spec, "the kamelet needs 'spec: template:', the route it stands for");
      return Optional.empty();
    }
    Node definition = Nodes.value(spec, "definition").orElse(null);
    Map<String, TemplateParameter> parameters = kameletParameters(file, definition);
    return Optional.of(template(name, file, parameters, template));
  }

  /** Reads an entry {@code routeTemplate} of a route file. */
  Template readRouteTemplate(RouteFile file, Node node) {
    Map<String, TemplateParameter> parameters = new LinkedHashMap<>();
    for (Node item : Nodes.items(Nodes.value(node, "parameters").orElse(null))) {
      Nodes.text(item, "name")
          .ifPresent(
              name ->
                  parameters.put(
                      name,
                      new TemplateParameter(
                          name,
                          // Unlike a kamelet's, a route template's parameter must be given.
                          !Nodes.text(item, "required").orElse("true").equals("false"),
                          Nodes.text(item, "defaultValue"),
                          item)));
    }
    return template(Nodes.text(node, "id").orElse(""), file, parameters, node);
  }

  private static Template template(
      String name, RouteFile file, Map<String, TemplateParameter> parameters, Node node) {
    Set<String> beans = new HashSet<>();
    for (Node bean : Nodes.items(Nodes.value(node, "beans").orElse(null))) {
      Nodes.text(bean, "name").ifPresent(beans::add);
    }
    Set<String> known = new HashSet<>(GIVEN);
    known.addAll(parameters.keySet());
    known.addAll(beans);
    Node route = Nodes.value(node, "route").orElse(node);
    Node from = Nodes.value(route, "from").orElse(route);
    boolean source =
        Nodes.text(from, "uri")
            .or(() -> Nodes.text(from))
            .filter("kamelet:source"::equals)
            .isEmpty();
    Set<String> optional =
        parameters.values().stream()
            .filter(parameter -> !parameter.required() && parameter.defaultValue().isEmpty())
            .map(TemplateParameter::name)
            .collect(Collectors.toSet());
    return new Template(name, new Scope(file, known, optional, beans, true), parameters, source);
  }

  private Map<String, TemplateParameter> kameletParameters(RouteFile file, Node definition) {
    Set<String> required = new HashSet<>();
    Node properties = Nodes.value(definition, "properties").orElse(null);
    List<String> names =
        Nodes.entries(properties).stream()
            .flatMap(entry -> Nodes.text(entry.getKeyNode()).stream())
            .toList();
    for (Node item : Nodes.items(Nodes.value(definition, "required").orElse(null))) {
      Nodes.text(item)
          .ifPresent(
              name -> {
                required.add(name);
                if (!names.contains(name)) {
                  findings.report(
                      file,
                      item,
                      "'%s' is required, but is none of the 'properties'%s"
                          .formatted(name, Suggestions.didYouMean(name, names)));
                }
              });
    }
    Map<String, TemplateParameter> parameters = new LinkedHashMap<>();
    for (NodeTuple entry : Nodes.entries(properties)) {
      Nodes.text(entry.getKeyNode())
          .ifPresent(
              name -> {
                Node node = entry.getValueNode();
                TemplateParameter parameter =
                    new TemplateParameter(
                        name, required.contains(name), Nodes.text(node, "default"), node);
                parameters.put(name, parameter);
                checkDefinition(file, parameter);
              });
    }
    return parameters;
  }

  private void checkDefinition(RouteFile file, TemplateParameter parameter) {
    Node node = parameter.definition();
    Nodes.value(node, "type")
        .ifPresent(
            type ->
                Nodes.text(type)
                    .filter(text -> !TYPES.contains(text))
                    .ifPresent(
                        text ->
                            findings.report(
                                file,
                                type,
                                "unknown type '%s'%s"
                                    .formatted(text, Suggestions.didYouMean(text, TYPES)))));
    Nodes.value(node, "pattern")
        .ifPresent(
            pattern -> {
              try {
                Pattern.compile(Nodes.text(pattern).orElse(""));
              } catch (PatternSyntaxException e) {
                findings.report(file, pattern, "no regular expression: " + e.getDescription());
              }
            });
    parameter
        .defaultValue()
        .filter(text -> !text.contains("{{"))
        .flatMap(parameter::expected)
        .ifPresent(
            expected ->
                findings.report(
                    file,
                    Nodes.value(node, "default").orElse(node),
                    "the default of '%s' cannot be '%s'; write %s"
                        .formatted(
                            parameter.name(), parameter.defaultValue().orElse(""), expected)));
  }

  private void expect(
      RouteFile file, Node root, Node parent, String key, String pattern, String wanted) {
    Node value = Nodes.value(parent, key).orElse(null);
    String shown = parent == root ? key : "metadata: " + key;
    if (value == null || value == root) {
      findings.report(file, root, "the kamelet needs '%s: %s'".formatted(shown, wanted));
    } else if (!Nodes.text(value).orElse("").matches(pattern)) {
      findings.report(
          file,
          value,
          "'%s' must be '%s'%s"
              .formatted(key, wanted, key.equals("name") ? ", the name of the file" : ""));
    }
  }
}
