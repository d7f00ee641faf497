package io.github.sensoringest.check;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Finds what a sensor's file uses and may not; other files may use anything. */
final class AllowedCheck implements StructureCheck.Visitor {
  private static final Pattern CLASS_IN_SIMPLE = Pattern.compile("\\$\\{\\s*bean:\\s*type:");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][\\w+.-]*");

  /** Classes that only do what Camel, or the gateway, does anyway. */
  private static final List<String> HARMLESS =
      List.of("org.apache.camel.", "io.github.sensoringest.");

  private final AllowedSchemes allowed;
  private final Components components;
  private final Predicate<String> hasBean;
  private final Findings findings;

  AllowedCheck(
      AllowedSchemes allowed, Components components, Predicate<String> hasBean, Findings findings) {
    this.allowed = allowed;
    this.components = components;
    this.hasBean = hasBean;
    this.findings = findings;
  }

  /** Says whether anything is forbidden to the file. */
  boolean concerns(RouteFile file) {
    return file.role() == Role.SENSOR && !allowed.allowsAll();
  }

  /** Checks all texts of a file for the names of classes. */
  void checkTexts(RouteFile file, Node root) {
    if (concerns(file)) {
      walk(file, root, new HashSet<>());
    }
  }

  private void walk(RouteFile file, Node node, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    String text = Nodes.text(node).orElse("");
    if (text.startsWith("#class:") || text.startsWith("#type:")) {
      checkClass(file, node, text.substring(text.indexOf(':') + 1));
    } else if (CLASS_IN_SIMPLE.matcher(text).find()) {
      checkClass(file, node, "");
    }
    Nodes.items(node).forEach(item -> walk(file, item, seen));
    for (NodeTuple entry : Nodes.entries(node)) {
      walk(file, entry.getValueNode(), seen);
    }
  }

  void checkEndpoints(List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      RouteFile file = endpoint.scope().file();
      if (!concerns(file)) {
        continue;
      }
      checkScheme(file, endpoint.uri(), endpoint.scheme());
      if (endpoint.scheme().equals("language")) {
        String language = endpoint.pathOr("languageName").split(":", 2)[0];
        checkLanguage(file, endpoint.uri(), language);
      } else if (endpoint.scheme().equals("kamelet")) {
        endpoint
            .option("location")
            .ifPresent(
                location ->
                    findings.report(
                        file,
                        location.key(),
                        "'location' is not allowed in a sensor's file; put the kamelet into"
                            + " kamelets/"));
      }
    }
  }

  @Override
  public void visit(String definition, Node key, Node value, Scope scope) {
    RouteFile file = scope.file();
    if (!concerns(file)) {
      return;
    }
    switch (definition) {
      case "LanguageExpression" ->
          Nodes.value(value, "language")
              .ifPresent(
                  language ->
                      checkLanguage(file, Place.of(language), Nodes.text(language).orElse("")));
      case "MethodCallExpression", "BeanDefinition" ->
          Nodes.value(value, "beanType").ifPresent(type -> checkClass(file, type));
      case "BeanFactoryDefinition" -> bean(file, value);
      case "ToDefinition", "ToDynamicDefinition", "WireTapDefinition" ->
          computed(file, key, Nodes.value(value, "uri").orElse(value));
      case "EnrichDefinition", "PollEnrichDefinition" ->
          computed(file, key, Nodes.value(value, "expression").orElse(value), false);
      case "RecipientListDefinition", "RoutingSlipDefinition", "DynamicRouterDefinition" ->
          computed(file, key, Nodes.value(value, "expression").orElse(value), true);
      default -> {}
    }
    if (definition.endsWith("Expression") && !definition.equals("LanguageExpression")) {
      checkLanguage(file, Place.of(key), Nodes.text(key).orElse(""));
    }
  }

  private void bean(RouteFile file, Node bean) {
    Nodes.value(bean, "type").ifPresent(type -> checkClass(file, type));
    Nodes.value(bean, "builderClass").ifPresent(type -> checkClass(file, type));
    if (Nodes.value(bean, "script").isPresent()) {
      Node language = Nodes.value(bean, "scriptLanguage").orElse(bean);
      checkLanguage(file, Place.of(language), Nodes.text(language).orElse("groovy"));
    }
  }

  /** Checks where an expression sends to. */
  private void computed(RouteFile file, Node step, Node expression, boolean several) {
    Optional<Node> constant = Nodes.value(expression, "constant");
    if (constant.isEmpty() && Nodes.value(expression, "simple").isEmpty()) {
      checkComputed(file, step);
      return;
    }
    Node language = constant.or(() -> Nodes.value(expression, "simple")).orElse(expression);
    Node uri = Nodes.value(language, "expression").orElse(language);
    String text = Nodes.text(uri).orElse("");
    List<String> addresses = several ? Arrays.asList(text.split(",")) : List.of(text);
    addresses.forEach(address -> computed(file, step, uri, address.strip()));
  }

  private void computed(RouteFile file, Node step, Node uri) {
    computed(file, step, uri, Nodes.text(uri).orElse(""));
  }

  private void computed(RouteFile file, Node step, Node uri, String address) {
    String scheme = address.split("[:?]", 2)[0];
    if (SCHEME.matcher(scheme).matches()) {
      checkScheme(file, Place.of(uri), scheme);
    } else if (scheme.contains("${")) {
      checkComputed(file, step);
    }
  }

  private void checkComputed(RouteFile file, Node step) {
    String name = Nodes.text(step).orElse("");
    if (!allowed.allows(name)) {
      findings.report(
          file,
          step,
          "'%s' with a component that is computed is not allowed in a sensor's file; name the"
                  .formatted(name)
              + " component, or set "
              + allowed.setting(name));
    }
  }

  private void checkScheme(RouteFile file, Place at, String scheme) {
    if (!allowed.allows(scheme)
        && !components.isAdded(scheme)
        && components.isKnown(scheme)
        && !hasBean.test(scheme)) {
      report(file, at, "the component '" + scheme + "'", scheme);
    }
  }

  private void checkLanguage(RouteFile file, Place at, String language) {
    if (!language.isEmpty() && !language.contains("{{") && !allowed.allows(language)) {
      report(file, at, "the language '" + language + "'", language);
    }
  }

  private void report(RouteFile file, Place at, String what, String word) {
    findings.report(
        file,
        at,
        "%s is not allowed in a sensor's file; to allow it, set %s"
            .formatted(what, allowed.setting(word)));
  }

  private void checkClass(RouteFile file, Node type) {
    String text = Nodes.text(type).orElse("");
    // Those with a sign are found among the texts.
    if (!text.startsWith("#")) {
      checkClass(file, type, text);
    }
  }

  private void checkClass(RouteFile file, Node at, String name) {
    if (!allowed.allows(AllowedSchemes.CLASS) && HARMLESS.stream().noneMatch(name::startsWith)) {
      findings.report(
          file,
          at,
          "a class is not allowed in a sensor's file; declare the bean in a file in pipeline/, or"
              + " set "
              + allowed.setting(AllowedSchemes.CLASS));
    }
  }
}
