package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads the files of kamelets: what a kamelet is called, and which parameters it takes. */
final class KameletReader {
  static final String SUFFIX = ".kamelet.yaml";

  private static final Set<String> KEYS_OF_DEFINITION =
      Set.of("title", "description", "type", "required", "properties");
  private static final Set<String> KEYS_OF_PARAMETER =
      Set.of(
          "title",
          "description",
          "type",
          "default",
          "example",
          "enum",
          "pattern",
          "minimum",
          "maximum",
          "format");
  private static final Set<String> TYPES =
      Set.of("string", "integer", "long", "number", "boolean", "object", "array", "binary");

  private final Findings findings;

  KameletReader(Findings findings) {
    this.findings = findings;
  }

  /** Returns the name that the kamelet must have. */
  static String name(RouteFile file) {
    return file.fileName().replace(SUFFIX, "");
  }

  /** Reads a kamelet, and reports what its file lacks; its template is left to others. */
  Optional<Template> read(RouteFile file, Node root) {
    if (!(root instanceof MappingNode)) {
      findings.report(file, root, "a kamelet is no list: begin with 'apiVersion:'");
      return Optional.empty();
    }
    String name = name(file);
    expect(file, root, root, "apiVersion", "camel\\.apache\\.org/v1.*", "camel.apache.org/v1");
    expect(file, root, root, "kind", "Kamelet", "Kamelet");
    Node metadata = Nodes.value(root, "metadata").orElse(root);
    expect(file, root, metadata, "name", Pattern.quote(name), name);
    Node spec = Nodes.value(root, "spec").orElse(root);
    Node template = Nodes.value(spec, "template").orElse(null);
    if (template == null) {
      findings.report(file, spec, "the kamelet needs 'spec: template:', the route it stands for");
      return Optional.empty();
    }
    Node definition = Nodes.value(spec, "definition").orElse(null);
    typos(file, definition, KEYS_OF_DEFINITION);
    Template kamelet = Template.of(file, name, parameters(file, definition, template), template);
    if (kamelet.source() && !contains(template, "kamelet:sink", new HashSet<>())) {
      findings.report(
          file, template, "the kamelet sends nothing on; let its last step be 'to: kamelet:sink'");
    }
    return Optional.of(kamelet);
  }

  private void expect(
      RouteFile file, Node root, Node parent, String key, String pattern, String wanted) {
    Node value = Nodes.value(parent, key).orElse(null);
    if (value == null) {
      String shown = key.equals("name") ? "metadata: name" : key;
      findings.report(file, root, "the kamelet needs '%s: %s'".formatted(shown, wanted));
    } else if (!Nodes.text(value).orElse("").matches(pattern)) {
      String reason = key.equals("name") ? ", the name of the file" : "";
      findings.report(file, value, "'%s' must be '%s'%s".formatted(key, wanted, reason));
    }
  }

  /** A JSON schema may have any key; only those are reported that look like a slip. */
  private void typos(RouteFile file, Node node, Set<String> keys) {
    for (NodeTuple entry : Nodes.entries(node)) {
      Nodes.text(entry.getKeyNode())
          .filter(key -> !keys.contains(key))
          .filter(key -> Suggestions.nearest(key, keys).isPresent())
          .ifPresent(
              key ->
                  findings.report(
                      file,
                      entry.getKeyNode(),
                      "unknown '%s'%s".formatted(key, Suggestions.didYouMean(key, keys))));
    }
  }

  private Map<String, TemplateParameter> parameters(
      RouteFile file, Node definition, Node template) {
    Node properties = Nodes.value(definition, "properties").orElse(null);
    Set<String> required = required(file, definition, properties);
    Map<String, TemplateParameter> parameters = new LinkedHashMap<>();
    for (NodeTuple entry : Nodes.entries(properties)) {
      Node node = entry.getValueNode();
      String name = Nodes.text(entry.getKeyNode()).orElse("");
      if (!(node instanceof MappingNode)) {
        findings.report(
            file,
            entry.getKeyNode(),
            "'%s' is no parameter yet; write its 'title' and 'type' below it".formatted(name));
      }
      Optional<String> defaultValue = Nodes.text(node, "default");
      // Without a value {{name}} fails, however optional the parameter is called.
      boolean demanded = contains(template, "{{" + name + "}}", new HashSet<>());
      TemplateParameter parameter =
          TemplateParameter.of(name, required.contains(name) || demanded, defaultValue, node);
      parameters.put(name, parameter);
      checkDefinition(file, parameter, node);
    }
    return parameters;
  }

  private Set<String> required(RouteFile file, Node definition, Node properties) {
    List<String> names =
        Nodes.entries(properties).stream()
            .flatMap(entry -> Nodes.text(entry.getKeyNode()).stream())
            .toList();
    Set<String> required = new HashSet<>();
    for (Node item : Nodes.items(Nodes.value(definition, "required").orElse(null))) {
      String name = Nodes.text(item).orElse("");
      required.add(name);
      if (!names.contains(name)) {
        findings.report(
            file,
            item,
            "'%s' is required, but is none of the 'properties'%s"
                .formatted(name, Suggestions.didYouMean(name, names)));
      }
    }
    return required;
  }

  private static boolean contains(Node node, String text, Set<Node> seen) {
    return seen.add(node)
        && (Nodes.text(node).filter(it -> it.contains(text)).isPresent()
            || Nodes.items(node).stream().anyMatch(item -> contains(item, text, seen))
            || Nodes.entries(node).stream()
                .anyMatch(entry -> contains(entry.getValueNode(), text, seen)));
  }

  private void checkDefinition(RouteFile file, TemplateParameter parameter, Node node) {
    typos(file, node, KEYS_OF_PARAMETER);
    Nodes.value(node, "type")
        .filter(type -> Nodes.text(type).filter(text -> !TYPES.contains(text)).isPresent())
        .ifPresent(
            type -> {
              String text = Nodes.text(type).orElse("");
              findings.report(
                  file,
                  type,
                  "unknown type '%s'%s".formatted(text, Suggestions.didYouMean(text, TYPES)));
            });
    Nodes.value(node, "pattern").ifPresent(pattern -> checkPattern(file, pattern));
    parameter
        .defaultValue()
        // An empty one says that the parameter has no value unless it is given one.
        .filter(text -> !text.isEmpty() && !text.contains("{{"))
        .ifPresent(
            text ->
                parameter
                    .expected(text)
                    .ifPresent(
                        expected ->
                            findings.report(
                                file,
                                Nodes.value(node, "default").orElse(node),
                                "the default of '%s' cannot be '%s'; write %s"
                                    .formatted(parameter.name(), text, expected))));
  }

  private void checkPattern(RouteFile file, Node pattern) {
    try {
      Pattern.compile(Nodes.text(pattern).orElse(""));
    } catch (PatternSyntaxException e) {
      findings.report(file, pattern, "no regular expression: " + e.getDescription());
    }
  }
}
