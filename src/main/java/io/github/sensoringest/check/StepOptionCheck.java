package io.github.sensoringest.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Checks what Camel's schema does not say of the options of steps, but its catalog does. */
final class StepOptionCheck implements StructureCheck.Visitor {
  /** Options of aggregate that lose readings without a trace, with the reason. */
  private static final Map<String, String> BANNED_IN_AGGREGATE =
      Map.of(
          "ignoreInvalidCorrelationKeys", "it drops messages that have no key",
          "discardOnAggregationFailure", "it drops the window when adding to it fails",
          "discardOnCompletionTimeout", "it drops the window when its time is over",
          "closeCorrelationKeyOnCompletion", "it drops what comes for a closed window");

  private final Steps steps;
  private final Findings findings;

  StepOptionCheck(Steps steps, Findings findings) {
    this.steps = steps;
    this.findings = findings;
  }

  @Override
  public void visit(String definition, Node key, Node value, Scope scope) {
    if (definition.equals("AggregateDefinition")) {
      banned(value, scope);
    }
    String name = Nodes.text(key).orElse("");
    if (!definition.endsWith("Definition") || Nodes.entries(value).isEmpty()) {
      return;
    }
    steps.step(name).ifPresent(step -> check(name, step, key, value, scope));
  }

  private void banned(Node value, Scope scope) {
    for (NodeTuple entry : Nodes.entries(value)) {
      String option = Nodes.option(entry).orElse("");
      String reason = BANNED_IN_AGGREGATE.get(option);
      if (reason != null
          && !Nodes.text(entry.getValueNode()).orElse("").equalsIgnoreCase("false")) {
        findings.report(
            scope.file(),
            entry.getKeyNode(),
            "'%s' is not allowed: %s; nobody would know. Leave it out".formatted(option, reason));
      }
    }
  }

  private void check(String name, Steps.Step step, Node key, Node value, Scope scope) {
    for (BaseOptionModel option : step.expressions()) {
      expression(name, option, key, value, scope);
    }
    for (NodeTuple entry : Nodes.entries(value)) {
      Nodes.option(entry)
          .map(step.options()::get)
          .ifPresent(option -> value(option, entry.getValueNode(), scope));
    }
  }

  private void expression(String name, BaseOptionModel option, Node key, Node value, Scope scope) {
    if (Nodes.value(value, option.getName()).isPresent()) {
      return;
    }
    if (!option.getName().equals("expression")) {
      findings.report(scope.file(), key, "'%s' needs '%s'".formatted(name, option.getName()));
      return;
    }
    List<String> languages = Optional.ofNullable(option.getOneOfs()).orElse(List.of());
    boolean given =
        Nodes.entries(value).stream()
            .flatMap(entry -> Nodes.option(entry).stream())
            .anyMatch(languages::contains);
    if (!given) {
      findings.report(
          scope.file(),
          key,
          "'%s' needs 'expression', such as 'simple' or 'constant'".formatted(name));
    }
  }

  private void value(BaseOptionModel option, Node value, Scope scope) {
    String text = Nodes.text(value).orElse("");
    if (text.isEmpty() || text.contains("${")) {
      return;
    }
    if (text.contains("{{")) {
      if (option.getName().equals("startupOrder")) {
        findings.report(
            scope.file(), value, "'startupOrder' takes no placeholder; write a whole number");
      }
      return;
    }
    if ("duration".equals(option.getType()) && !CamelDuration.isValid(text)) {
      findings.report(
          scope.file(),
          value,
          "'%s' cannot be '%s'; write %s"
              .formatted(option.getName(), text, OptionValue.A_DURATION));
    } else if ("integer".equals(option.getType()) && text.matches("[-+]?\\d+\\.\\d+")) {
      // What is no number at all is found by the schema.
      findings.report(
          scope.file(),
          value,
          "'%s' cannot be '%s'; write a whole number".formatted(option.getName(), text));
    }
  }
}
