package io.github.sensoringest.live;

import io.github.sensoringest.config.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks what kamelets and route templates are given; Camel ignores what they do not know. */
final class TemplateCheck {
  private static final Set<String> ENDS = Set.of("source", "sink");

  private final Inventory inventory;
  private final Components components;
  private final Predicate<String> hasProperty;
  private final Findings findings;

  TemplateCheck(
      Inventory inventory,
      Components components,
      Predicate<String> hasProperty,
      Findings findings) {
    this.inventory = inventory;
    this.components = components;
    this.hasProperty = hasProperty;
    this.findings = findings;
  }

  void check() {
    inventory.endpoints().stream()
        .filter(endpoint -> endpoint.scheme().equals("kamelet"))
        .forEach(this::kamelet);
    inventory.templateUses().forEach(this::templatedRoute);
  }

  private void kamelet(Endpoint endpoint) {
    String path = endpoint.pathOr("templateId");
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    RouteFile file = endpoint.scope().file();
    if (name.isEmpty() || name.contains("{{") || endpoint.option("location").isPresent()) {
      return;
    }
    if (ENDS.contains(name)) {
      if (!endpoint.scope().template()) {
        findings.report(
            file, endpoint.uri(), "'kamelet:%s' has a meaning only in a kamelet".formatted(name));
      }
      return;
    }
    Template kamelet =
        Optional.ofNullable(inventory.kamelets().get(name))
            .orElseGet(() -> inventory.routeTemplates().get(name));
    if (kamelet == null) {
      if (!inventory.isUnread(name) && !isOnClassPath(name)) {
        unknown(file, endpoint.uri(), "kamelet", name, inventory.kamelets().keySet());
      }
      return;
    }
    if (endpoint.consumer() != kamelet.source()) {
      findings.report(
          file,
          endpoint.uri(),
          kamelet.source()
              ? "the kamelet '%s' is a source; name it in 'from'".formatted(name)
              : "the kamelet '%s' is no source; name it in 'to'".formatted(name));
    }
    List<Endpoint.Option> arguments =
        endpoint.options().stream()
            .filter(
                option ->
                    kamelet.parameters().containsKey(option.name())
                        || !components.hasOption("kamelet", option.name()))
            .toList();
    arguments(endpoint.uri(), "kamelet", kamelet, arguments, endpoint.scope());
  }

  private void templatedRoute(Inventory.TemplateUse use) {
    Template template =
        Optional.ofNullable(inventory.routeTemplates().get(use.name()))
            .orElseGet(() -> inventory.kamelets().get(use.name()));
    if (template != null) {
      arguments(use.at(), "template", template, use.arguments(), use.scope());
    } else if (inventory.isComplete() && !use.name().contains("{{")) {
      Set<String> known =
          Stream.concat(
                  inventory.routeTemplates().keySet().stream(),
                  inventory.kamelets().keySet().stream())
              .collect(Collectors.toSet());
      unknown(use.scope().file(), use.at(), "route template", use.name(), known);
    }
  }

  private void unknown(RouteFile file, Node at, String what, String name, Set<String> known) {
    String hint = Suggestions.didYouMean(name, known);
    if (hint.isEmpty() && !known.isEmpty()) {
      hint = "; there are " + known.stream().sorted().collect(Collectors.joining(", "));
    }
    findings.report(file, at, "unknown %s '%s'%s".formatted(what, name, hint));
  }

  private void arguments(
      Node at, String what, Template template, List<Endpoint.Option> arguments, Scope scope) {
    for (Endpoint.Option argument : arguments) {
      TemplateParameter parameter = template.parameters().get(argument.name());
      if (parameter == null) {
        findings.report(
            scope.file(),
            argument.key(),
            "the %s '%s' has no parameter '%s'%s"
                .formatted(
                    what,
                    template.name(),
                    argument.name(),
                    Suggestions.didYouMean(argument.name(), template.parameters().keySet())));
      } else {
        problem(template, parameter, argument)
            .ifPresent(problem -> findings.report(scope.file(), argument.value(), problem));
      }
    }
    Set<String> given = arguments.stream().map(Endpoint.Option::name).collect(Collectors.toSet());
    for (TemplateParameter parameter : template.parameters().values()) {
      if (template.needs(parameter)
          && !given.contains(parameter.name())
          && !isConfigured(template, parameter)) {
        findings.report(
            scope.file(),
            at,
            "the %s '%s' needs the parameter '%s'%s"
                .formatted(what, template.name(), parameter.name(), example(parameter)));
      }
    }
  }

  private static String example(TemplateParameter parameter) {
    return Nodes.text(parameter.definition(), "example")
        .map(example -> "; write for example '" + parameter.name() + ": " + example + "'")
        .orElse("");
  }

  private Optional<String> problem(
      Template template, TemplateParameter parameter, Endpoint.Option argument) {
    String value = argument.text();
    if (argument.isComputed() || value.startsWith("#") || value.startsWith("RAW(")) {
      return Optional.empty();
    }
    return parameter
        .expected(value)
        .map(
            expected ->
                "'%s' cannot be '%s'; write %s".formatted(parameter.name(), value, expected))
        .or(() -> problemWithin(template, parameter, value));
  }

  /** Says what an endpoint of the template, to which the value is handed, has against it. */
  private Optional<String> problemWithin(
      Template template, TemplateParameter parameter, String value) {
    Set<String> placeholders =
        Set.of("{{" + parameter.name() + "}}", "{{?" + parameter.name() + "}}");
    return inventory.endpoints().stream()
        .filter(endpoint -> endpoint.scope() == template.scope())
        .flatMap(
            endpoint ->
                endpoint.options().stream()
                    .filter(option -> placeholders.contains(option.text()))
                    .flatMap(
                        option ->
                            components
                                .problem(endpoint.scheme(), option.name(), value)
                                .map(
                                    problem ->
                                        option.name().equals(parameter.name())
                                            ? problem
                                            : "'%s' becomes '%s' of '%s': %s"
                                                .formatted(
                                                    parameter.name(),
                                                    option.name(),
                                                    endpoint.scheme(),
                                                    problem))
                                .stream()))
        .findFirst();
  }

  private boolean isConfigured(Template template, TemplateParameter parameter) {
    return hasProperty.test("camel.kamelet." + template.name() + "." + parameter.name())
        || hasProperty.test(parameter.name());
  }

  private static boolean isOnClassPath(String name) {
    return TemplateCheck.class.getResource("/kamelets/" + name + KameletReader.SUFFIX) != null;
  }
}
