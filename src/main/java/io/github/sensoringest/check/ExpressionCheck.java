package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.LanguageValidationResult;
import org.apache.camel.tooling.model.LanguageModel;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Checks that simple expressions can be read. */
final class ExpressionCheck implements StructureCheck.Visitor {
  /** What asks whether something holds, not for a value. */
  private static final Set<String> ASKING =
      Set.of("FilterDefinition", "OnWhenDefinition", "ValidateDefinition", "WhenDefinition");

  private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("Unknown function: (\\w+).*");
  private static final Pattern REGEX = Pattern.compile("regex\\s+(['\"])(.*?)\\1");
  private static final Pattern NAME = Pattern.compile("\\w+");

  private final CamelCatalog catalog;
  private final Findings findings;
  private final Set<Node> conditions = Collections.newSetFromMap(new IdentityHashMap<>());

  ExpressionCheck(CamelCatalog catalog, Findings findings) {
    this.catalog = catalog;
    this.findings = findings;
  }

  @Override
  public void visit(String definition, Node key, Node value, Scope scope) {
    if (ASKING.contains(definition)
        || definition.equals("LoopDefinition")
            && Nodes.text(value, "doWhile").filter("true"::equalsIgnoreCase).isPresent()) {
      noteCondition(value);
    } else if (definition.equals("AggregateDefinition")) {
      Nodes.value(value, "completionPredicate").ifPresent(this::noteCondition);
    } else if (definition.equals("SimpleExpression")) {
      check(text(value, "expression"), conditions.contains(value), scope);
    } else if (definition.equals("LogDefinition")) {
      check(text(value, "message"), false, scope);
    }
  }

  private void noteCondition(Node owner) {
    Node expression = Nodes.value(owner, "expression").orElse(owner);
    Nodes.value(expression, "simple").ifPresent(conditions::add);
  }

  /** Returns the node of the text: the value itself if that is the short form. */
  private static Node text(Node value, String option) {
    return Nodes.text(value).isPresent() ? value : Nodes.value(value, option).orElse(value);
  }

  private void check(Node node, boolean condition, Scope scope) {
    String text = Nodes.text(node).orElse("");
    // What a placeholder puts there is not known; and most messages of a log are plain text.
    if (text.contains("{{") || !condition && !text.contains("${")) {
      return;
    }
    ClassLoader loader = ExpressionCheck.class.getClassLoader();
    LanguageValidationResult result =
        condition
            ? catalog.validateLanguagePredicate(loader, "simple", text)
            : catalog.validateLanguageExpression(loader, "simple", text);
    // Without an index it is no mistake of the text: the catalog knows no beans.
    if (!result.isSuccess() && result.getShortError() != null && result.getIndex() >= 0) {
      findings.report(
          scope.file(), at(node, result.getIndex()), problem(result.getShortError(), condition));
    } else if (condition) {
      checkRegex(node, text, scope);
    }
  }

  private String problem(String error, boolean condition) {
    Matcher function = UNKNOWN_FUNCTION.matcher(error);
    if (function.matches()) {
      String name = function.group(1);
      return "simple has no function '%s'%s"
          .formatted(name, Suggestions.didYouMean(name, functions()));
    }
    return condition
        ? "simple cannot read this: %s; write a condition such as ${body} > 5".formatted(error)
        : "simple cannot read this: " + error;
  }

  private List<String> functions() {
    return Optional.ofNullable(catalog.languageModel("simple")).stream()
        .flatMap(model -> model.getFunctions().stream())
        .map(LanguageModel.LanguageFunctionModel::getName)
        .map(NAME::matcher)
        .filter(Matcher::lookingAt)
        .map(Matcher::group)
        .distinct()
        .toList();
  }

  /** Camel finds such a mistake only when a message comes. */
  private void checkRegex(Node node, String text, Scope scope) {
    Matcher regex = REGEX.matcher(text);
    while (regex.find()) {
      try {
        Pattern.compile(regex.group(2));
      } catch (PatternSyntaxException e) {
        findings.report(
            scope.file(), at(node, regex.start(2)), "no regular expression: " + e.getDescription());
      }
    }
  }

  /** Returns the place of a character of a text, or of the text where that cannot be told. */
  private static Place at(Node node, int index) {
    Place start = Place.of(node);
    ScalarNode scalar = (ScalarNode) node;
    int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
    int written = scalar.getValue().length() + 2 * quote;
    return node.getEndMark()
        .map(Place::of)
        // With an escape, or over several lines, the characters do not stand side by side.
        .filter(end -> end.line() == start.line() && end.column() == start.column() + written)
        .map(end -> new Place(start.line(), start.column() + quote + index))
        .orElse(start);
  }
}
