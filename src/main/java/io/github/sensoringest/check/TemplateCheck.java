package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks what kamelets and route templates are given; Camel ignores what they do not know. */
final class TemplateCheck {
  /** An option of an endpoint within a template that is given the value of a parameter. */
  private record Receiver(Endpoint endpoint, String option) {}

  private final Inventories inventories;
  private final Components components;
  private final Predicate<String> hasProperty;
  private final Findings findings;

  /** By the scope of the template, and by the placeholder as it is written there. */
  private final Map<Scope, Map<String, List<Receiver>>> receivers = new IdentityHashMap<>();

  TemplateCheck(
      Inventories inventories,
      Components components,
      Predicate<String> hasProperty,
      Findings findings) {
    this.inventories = inventories;
    this.components = components;
    this.hasProperty = hasProperty;
    this.findings = findings;
  }

  void check() {
    inventories.endpoints().stream()
        .filter(endpoint -> endpoint.scope().template())
        .forEach(this::noteReceivers);
    inventories.endpoints().forEach(this::kamelet);
    inventories.templateUses().forEach(this::templatedRoute);
  }

  private void noteReceivers(Endpoint endpoint) {
    for (Endpoint.Option option : endpoint.options()) {
      if (option.text().startsWith("{{") && option.text().endsWith("}}")) {
        receivers
            .computeIfAbsent(endpoint.scope(), scope -> new HashMap<>())
            .computeIfAbsent(option.text(), text -> new ArrayList<>())
            .add(new Receiver(endpoint, option.name()));
      }
    }
  }

  private void kamelet(Endpoint endpoint) {
    String name = endpoint.kamelet().orElse("");
    RouteFile file = endpoint.scope().file();
    if (name.isEmpty() || endpoint.option("location").isPresent()) {
      return;
    }
    if (Inventory.ENDS.contains(name)) {
      if (!endpoint.scope().template()) {
        findings.report(
            file, endpoint.uri(), "'kamelet:%s' has a meaning only in a kamelet".formatted(name));
      }
      return;
    }
    if (inventories.isFaulty(name)) {
      return;
    }
    Template kamelet =
        inventories.kamelet(name).or(() -> inventories.routeTemplate(name)).orElse(null);
    if (kamelet == null) {
      if (inventories.isRefused(name)) {
        refused(file, endpoint.uri(), name);
      } else if (!isOnClassPath(name)) {
        unknown(file, endpoint.uri(), "kamelet", name, inventories.kamelets());
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
    String name = use.name();
    if (inventories.isFaulty(name)) {
      return;
    }
    Template template =
        inventories.routeTemplate(name).or(() -> inventories.kamelet(name)).orElse(null);
    if (template != null) {
      arguments(use.at(), "template", template, use.arguments(), use.scope());
    } else if (inventories.isRefused(name)) {
      refused(use.scope().file(), use.at(), name);
    } else if (inventories.isComplete() && !name.contains("{{")) {
      Set<String> known = new HashSet<>(inventories.routeTemplates());
      known.addAll(inventories.kamelets());
      unknown(use.scope().file(), use.at(), "route template", name, known);
    }
  }

  private void refused(RouteFile file, Place at, String kamelet) {
    findings.report(
        file, at, "the kamelet '%s' was refused; mend its file first".formatted(kamelet));
  }

  private void unknown(RouteFile file, Place at, String what, String name, Set<String> known) {
    String hint = Suggestions.didYouMean(name, known);
    if (hint.isEmpty() && !known.isEmpty()) {
      hint = "; there are " + known.stream().sorted().collect(Collectors.joining(", "));
    }
    findings.report(file, at, "unknown %s '%s'%s".formatted(what, name, hint));
  }

  private void arguments(
      Place at, String what, Template template, List<Endpoint.Option> arguments, Scope scope) {
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
    return parameter
        .example()
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
    Map<String, List<Receiver>> within = receivers.getOrDefault(template.scope(), Map.of());
    for (String open : List.of("{{", "{{?")) {
      for (Receiver to : within.getOrDefault(open + parameter.name() + "}}", List.of())) {
        Optional<String> problem = components.problem(to.endpoint(), to.option(), value);
        if (problem.isPresent()) {
          return to.option().equals(parameter.name())
              ? problem
              : Optional.of(
                  "'%s' becomes '%s' of '%s': %s"
                      .formatted(
                          parameter.name(), to.option(), to.endpoint().scheme(), problem.get()));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isConfigured(Template template, TemplateParameter parameter) {
    return hasProperty.test("camel.kamelet." + template.name() + "." + parameter.name())
        || hasProperty.test(parameter.name());
  }

  private static boolean isOnClassPath(String name) {
    return TemplateCheck.class.getResource("/kamelets/" + name + KameletReader.SUFFIX) != null;
  }
}
