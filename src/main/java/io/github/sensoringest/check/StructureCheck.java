package io.github.sensoringest.check;

import io.github.sensoringest.check.Shape.Kind;
import io.github.sensoringest.config.Suggestions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Walks the nodes of a file along Camel's schema, and reports what does not fit. */
final class StructureCheck {
  /** Is told of each part that the schema has a definition for, outer ones first. */
  interface Visitor {
    /**
     * Visits a part.
     *
     * @param definition the simple name of Camel's class
     * @param key where its name stands
     */
    void visit(String definition, Node key, Node value, Scope scope);
  }

  /** What Camel reads although its schema does not have it. */
  private static final Map<String, Set<String>> BEYOND_THE_SCHEMA =
      Map.of(
          "KameletDefinition", Set.of("id"),
          "CircuitBreakerDefinition", Set.of("inheritErrorHandler"),
          "FailoverLoadBalancerDefinition", Set.of("inheritErrorHandler"),
          "RouteDefinition", Set.of("streamCaching"));

  private static final String EXPRESSION = "org.apache.camel.model.language.ExpressionDefinition";
  private static final String TEMPLATE = "org.apache.camel.model.RouteTemplateDefinition";

  private final Schema schema;
  private final Findings findings;
  private final ScalarCheck scalars;
  private final Visitor visitor;

  StructureCheck(Schema schema, Findings findings, Visitor visitor) {
    this.schema = schema;
    this.findings = findings;
    this.scalars = new ScalarCheck(findings);
    this.visitor = visitor;
  }

  /** Checks an entry of a route file. */
  void checkEntry(Node entry, Scope scope) {
    single(entry, schema.entry(), "entry", scope);
  }

  /** Checks the template of a kamelet; its id is the kamelet's name. */
  void checkTemplate(Node key, Node template, Scope scope) {
    value(key, template, schema.definition(TEMPLATE), scope);
  }

  private void value(Node key, Node node, Shape shape, Scope scope) {
    // A placeholder without quotes was reported when the file was read.
    if (shape.isAny() || Nodes.unquotedPlaceholder(node).isPresent()) {
      return;
    }
    if (!shape.definition().isEmpty()) {
      visitor.visit(shape.definition(), key, node, scope);
    }
    if (node instanceof ScalarNode scalar) {
      scalars.check(key, scalar, shape, scope);
    } else if (node instanceof SequenceNode list) {
      list(key, list, shape, scope);
    } else if (node instanceof MappingNode mapping) {
      mapping(key, mapping, shape, scope);
    }
  }

  private void list(Node key, SequenceNode node, Shape shape, Scope scope) {
    String name = name(key);
    if (!shape.takes(Kind.LIST)) {
      report(node, scope, "'%s' is no list; leave out the '- '", name);
      return;
    }
    shape
        .items()
        .ifPresent(
            item -> {
              for (Node child : node.getValue()) {
                if (item.isSingle()) {
                  single(child, item, "step", scope);
                } else {
                  value(key, child, item, scope);
                }
              }
            });
  }

  /** Checks what has one option, which is its name. */
  private void single(Node node, Shape shape, String what, Scope scope) {
    List<NodeTuple> entries = Nodes.entries(node);
    if (entries.isEmpty()) {
      report(node, scope, "write the %s as 'name:' with its options below it", what);
      return;
    }
    NodeTuple first = entries.get(0);
    String name = name(first.getKeyNode());
    Shape options = shape.option(name).orElse(null);
    for (NodeTuple other : entries.subList(1, entries.size())) {
      beside(name, options, other.getKeyNode(), shape, what, scope);
    }
    if (options == null) {
      report(
          first.getKeyNode(),
          scope,
          "unknown %s '%s'%s",
          what,
          name,
          Suggestions.didYouMean(name, shape.options()));
    } else if (entries.size() == 1 || !Nodes.isBlank(first.getValueNode())) {
      value(first.getKeyNode(), first.getValueNode(), options, scope);
    }
  }

  private void beside(
      String name, Shape options, Node other, Shape shape, String what, Scope scope) {
    String text = name(other);
    if (options != null && options.options().contains(text)) {
      report(other, scope, "'%s' belongs to '%s'; indent it deeper than '%s'", text, name, name);
    } else if (shape.options().contains(text)) {
      report(other, scope, "'%s' is %s of its own; begin its line with '- '", text, an(what));
    } else {
      report(other, scope, "'%s' stands beside '%s'; what does it belong to?", text, name);
    }
  }

  private void mapping(Node key, MappingNode node, Shape shape, Scope scope) {
    String name = name(key);
    if (shape.isSingle()) {
      single(node, shape, "step", scope);
      return;
    }
    if (!shape.takes(Kind.MAPPING)) {
      report(
          node,
          scope,
          shape.takes(Kind.LIST)
              ? "'%s' is a list; begin each item with '- '"
              : "'%s' takes a value, no options",
          name);
      return;
    }
    if (shape.isOpen()) {
      values(node, scope);
      return;
    }
    Set<String> given = new HashSet<>();
    for (NodeTuple entry : node.getValue()) {
      Nodes.option(entry)
          .ifPresent(
              option -> {
                given.add(option);
                option(name, entry, option, shape, scope);
              });
    }
    required(key, node, shape, given, scope);
    for (Shape.Choice choice : shape.choices()) {
      choice(key, node, shape, choice, scope);
    }
  }

  /** Checks a mapping whose options nobody knows here, such as the parameters of an endpoint. */
  private void values(MappingNode node, Scope scope) {
    for (NodeTuple entry : node.getValue()) {
      if (entry.getValueNode() instanceof SequenceNode list) {
        report(list, scope, "'%s' takes a value, no list", name(entry.getKeyNode()));
      }
    }
  }

  private void option(String owner, NodeTuple entry, String option, Shape shape, Scope scope) {
    shape
        .option(option)
        .or(() -> nested(shape, option))
        .ifPresentOrElse(
            found -> value(entry.getKeyNode(), entry.getValueNode(), found, scope),
            () -> unknown(owner, entry.getKeyNode(), option, shape, scope));
  }

  /** Camel reads an expression within an expression, such as {@code ref: {ref: x}}. */
  private Optional<Shape> nested(Shape shape, String option) {
    if (isLanguage(shape)) {
      return schema.definition(EXPRESSION).option(option);
    }
    return shape.definition().equals("ExpressionSubElementDefinition")
            && option.equals("expression")
        ? Optional.of(schema.definition(EXPRESSION))
        : Optional.empty();
  }

  private static boolean isLanguage(Shape shape) {
    return shape.definition().endsWith("Expression") && shape.options().contains("expression");
  }

  private void unknown(String owner, Node key, String option, Shape shape, Scope scope) {
    if (BEYOND_THE_SCHEMA.getOrDefault(shape.definition(), Set.of()).contains(option)) {
      return;
    }
    String hint;
    if (shape.definition().equals("RouteDefinition") && option.equals("steps")) {
      hint = "; 'steps' belong to 'from': indent them like 'uri'";
    } else if (shape.options().contains("parameters") && shape.options().contains("uri")) {
      hint = Suggestions.didYouMean(option, shape.options());
      hint = hint.isEmpty() ? "; options of the endpoint belong to 'parameters'" : hint;
    } else {
      hint = Suggestions.didYouMean(option, shape.options());
    }
    report(key, scope, "unknown option '%s' of '%s'%s", name(key), owner, hint);
  }

  private void required(Node key, Node node, Shape shape, Set<String> given, Scope scope) {
    String name = name(key);
    List<String> missing = new ArrayList<>(shape.required());
    missing.removeAll(given);
    if (isLanguage(shape) && given.stream().anyMatch(option -> nested(shape, option).isPresent())) {
      missing.remove("expression");
    }
    if (name.equals("template")) {
      missing.remove("id");
    }
    for (String option : missing) {
      report(key, scope, "'%s' needs '%s'", name, option);
    }
    if (shape.definition().equals("RouteTemplateDefinition")
        && !given.contains("from")
        && !given.contains("route")) {
      report(key, scope, "'%s' needs 'from'", name);
    }
    if (given.contains("steps") && shape.required().contains("steps")) {
      Nodes.value(node, "steps")
          .filter(steps -> steps instanceof SequenceNode && Nodes.items(steps).isEmpty())
          .ifPresent(
              steps -> report(steps, scope, "'%s' needs at least one step, such as 'to'", name));
    }
  }

  private void choice(Node key, Node node, Shape shape, Shape.Choice choice, Scope scope) {
    String first = null;
    for (NodeTuple entry : Nodes.entries(node)) {
      String option = Nodes.option(entry).orElse("");
      if (!choice.options().contains(option)) {
        continue;
      }
      if (first == null) {
        first = option;
      } else if (!first.equals(option)) {
        report(
            entry.getKeyNode(),
            scope,
            "'%s' has both '%s' and '%s'; write one of them",
            name(key),
            first,
            option);
      }
    }
    if (first == null && choice.mandatory()) {
      report(
          key,
          scope,
          choice.options().contains("simple")
              ? "'%s' needs an expression, such as 'simple' or 'constant'"
              : "'%s' needs one of " + String.join(", ", choice.options()),
          name(key));
    }
  }

  private static String an(String what) {
    return what.startsWith("e") ? "an " + what : "a " + what;
  }

  private static String name(Node key) {
    return Nodes.text(key).orElse("this");
  }

  private void report(Node node, Scope scope, String message, Object... arguments) {
    findings.report(scope.file(), node, message.formatted(arguments));
  }
}
