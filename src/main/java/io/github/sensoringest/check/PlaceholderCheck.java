package io.github.sensoringest.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Checks that each placeholder has a value; takes them apart as Camel does. */
final class PlaceholderCheck {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  /** Stands for the value of a placeholder within another one. */
  private static final String VALUE = "\0";

  private static final Set<String> TEXTS_FOR_PEOPLE = Set.of("description", "note");

  private final Predicate<String> hasProperty;
  private final Findings findings;

  PlaceholderCheck(Predicate<String> hasProperty, Findings findings) {
    this.hasProperty = hasProperty;
    this.findings = findings;
  }

  /** Checks all that stands in a node. */
  void check(Node root, Scope scope) {
    walk(root, scope, new HashSet<>());
  }

  private void walk(Node node, Scope scope, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    Nodes.text(node)
        .filter(text -> text.contains(OPEN))
        .flatMap(text -> problem(text, scope))
        .ifPresent(problem -> findings.report(scope.file(), node, problem));
    Nodes.items(node).forEach(item -> walk(item, scope, seen));
    for (NodeTuple entry : Nodes.entries(node)) {
      if (Nodes.text(entry.getKeyNode()).filter(TEXTS_FOR_PEOPLE::contains).isEmpty()) {
        walk(entry.getKeyNode(), scope, seen);
        walk(entry.getValueNode(), scope, seen);
      }
    }
  }

  private Optional<String> problem(String text, Scope scope) {
    String rest = text;
    while (true) {
      int close = close(rest);
      int open = open(rest, close < 0 ? rest.length() : close);
      if (close < 0 && open < 0) {
        return Optional.empty();
      }
      if (close < 0 || open < 0) {
        return Optional.of(
            "'%s' has '%s' without '%s'"
                .formatted(text, close < 0 ? OPEN : CLOSE, close < 0 ? CLOSE : OPEN));
      }
      String key = rest.substring(open + OPEN.length(), close);
      Optional<String> problem = missing(key, scope);
      if (problem.isPresent()) {
        return problem;
      }
      rest = rest.substring(0, open) + VALUE + rest.substring(close + CLOSE.length());
    }
  }

  private Optional<String> missing(String key, Scope scope) {
    // Which placeholder it is depends on another one.
    String beforeDefault = before(key);
    if (key.startsWith("?") || beforeDefault.contains(VALUE)) {
      return Optional.empty();
    }
    if (isFunction(beforeDefault)) {
      return missingInFunction(beforeDefault, key.substring(beforeDefault.length() + 1));
    }
    if (!beforeDefault.equals(key)) {
      return Optional.empty();
    }
    if (scope.placeholders().contains(key) || hasProperty.test(key)) {
      return Optional.empty();
    }
    return Optional.of(
        "{{%s}} has no value; set it in the configuration, or write {{%s:default}}"
            .formatted(key, key));
  }

  private static Optional<String> missingInFunction(String function, String argument) {
    String name = before(argument);
    if (name.startsWith("?") || !name.equals(argument)) {
      return Optional.empty();
    }
    return switch (function) {
      case "env" ->
          System.getenv(name) != null || System.getenv(name.toUpperCase(Locale.ROOT)) != null
              ? Optional.empty()
              : Optional.of(
                  "the environment has no variable %s; set it, or write {{env:%s:default}}"
                      .formatted(name, name));
      case "sys" ->
          System.getProperty(name) != null
              ? Optional.empty()
              : Optional.of(
                  "there is no system property %s; set it, or write {{sys:%s:default}}"
                      .formatted(name, name));
      default -> Optional.empty();
    };
  }

  /** Says whether Camel asks a function, such as {@code env}, rather than the configuration. */
  private static boolean isFunction(String name) {
    return switch (name) {
      case "env",
          "sys",
          "service",
          "service.name",
          "service.host",
          "service.port",
          "bean",
          "boolean" ->
          true;
      default ->
          name.matches("[\\w.-]+")
              && PlaceholderCheck.class.getResource(
                      "/META-INF/services/org/apache/camel/properties-function/" + name)
                  != null;
    };
  }

  private static String before(String key) {
    int colon = key.indexOf(':');
    return colon < 0 ? key : key.substring(0, colon);
  }

  private static int close(String text) {
    int index = -1;
    do {
      index = text.indexOf(CLOSE, index + 1);
    } while (index >= 0 && isLiteral(text, index));
    return index;
  }

  private static int open(String text, int end) {
    int index = end;
    do {
      index = text.lastIndexOf(OPEN, index - 1);
    } while (index >= 0 && isLiteral(text, index));
    return index;
  }

  /** Camel leaves braces alone that stand between quotes, or behind a backslash. */
  private static boolean isLiteral(String text, int index) {
    char before = index == 0 ? 0 : text.charAt(index - 1);
    char after = index + 2 < text.length() ? text.charAt(index + 2) : 0;
    return before == after && (before == '\'' || before == '"')
        || before == '\\' && (index < 2 || text.charAt(index - 2) != '\\');
  }
}
