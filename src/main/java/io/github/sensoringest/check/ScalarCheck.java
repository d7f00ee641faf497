package io.github.sensoringest.check;

import io.github.sensoringest.check.Shape.Kind;
import io.github.sensoringest.config.Suggestions;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Checks a single value against what the schema lets stand in its place. */
final class ScalarCheck {
  private final Findings findings;

  ScalarCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Node key, ScalarNode node, Shape shape, Scope scope) {
    String name = Nodes.text(key).orElse("this");
    boolean blank = Nodes.isBlank(node);
    Optional<String> problem;
    if (blank) {
      problem = blank(name, shape);
    } else if (!takesScalar(shape)) {
      problem = misplaced(name, shape);
    } else {
      problem =
          expected(node.getValue(), shape)
              .map(
                  expected ->
                      "'%s' cannot be '%s'; write %s".formatted(name, node.getValue(), expected));
    }
    problem.ifPresent(text -> findings.report(scope.file(), blank ? key : node, text));
  }

  private static boolean takesScalar(Shape shape) {
    return shape.takes(Kind.TEXT) || shape.takes(Kind.BOOLEAN) || shape.takes(Kind.NUMBER);
  }

  private static Optional<String> blank(String name, Shape shape) {
    if (takesScalar(shape)) {
      return name.equals("description") || name.equals("note")
          ? Optional.empty()
          : Optional.of(
              "'%s' has no value; one that begins with # must be in quotes".formatted(name));
    }
    return Optional.of(
        shape.takes(Kind.LIST)
            ? "'%s' is empty; write a list below it, each item beginning with '- '".formatted(name)
            : "'%s' is empty; write its options below it, or '%s: {}'".formatted(name, name));
  }

  private static Optional<String> misplaced(String name, Shape shape) {
    if (!shape.takes(Kind.LIST)) {
      return Optional.of("'%s' takes options, not a value; write them below it".formatted(name));
    }
    // Camel splits a text at its blanks where it wants a list of texts.
    return shape.items().filter(item -> item.takes(Kind.TEXT)).isPresent()
        ? Optional.empty()
        : Optional.of("'%s' is a list; begin each item with '- '".formatted(name));
  }

  private static Optional<String> expected(String text, Shape shape) {
    if (OptionValue.isComputed(text)) {
      return Optional.empty();
    }
    if (!shape.values().isEmpty()) {
      return OptionValue.isOneOf(text, shape.values())
          ? Optional.empty()
          : Optional.of(
              "one of "
                  + String.join(", ", shape.values())
                  + Suggestions.didYouMean(text, shape.values()));
    }
    if (shape.takes(Kind.TEXT)) {
      return Optional.empty();
    }
    if (shape.takes(Kind.BOOLEAN) && !OptionValue.isBoolean(text)) {
      return Optional.of("true or false");
    }
    return shape.takes(Kind.NUMBER) && !OptionValue.isNumber(text)
        ? Optional.of("a number")
        : Optional.empty();
  }
}
