package io.github.sensoringest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Notes what a file has and uses, so that it can be seen whether it fits the others. */
final class Inventory implements StructureCheck.Visitor {
  /** What a kamelet calls the route that uses it. */
  static final Set<String> ENDS = Set.of("source", "sink");

  /** The place where something is named. */
  record Named(Scope scope, Place at, String name) {
    static Named of(Scope scope, Node node, String name) {
      return new Named(scope, Place.of(node), name);
    }
  }

  /**
   * A bean that is named.
   *
   * @param plain whether Camel takes no {@code #} in front of the name there
   */
  record BeanUse(Scope scope, Place at, String name, boolean plain) {}

  /** A route made from a template, or a use of a kamelet. */
  record TemplateUse(Scope scope, Place at, String name, List<Endpoint.Option> arguments) {}

  private static final Set<String> BEAN_OPTIONS =
      Set.of(
          "aggregateController",
          "aggregationRepository",
          "aggregationStrategy",
          "comparator",
          "errorHandlerRef",
          "executorService",
          "executorServiceRef",
          "factoryBean",
          "idempotentRepository",
          "onExceptionOccurredRef",
          "onPrepare",
          "onPrepareFailureRef",
          "onRedeliveryRef",
          "redeliveryPolicyRef",
          "retryWhileRef",
          "routePolicy",
          "timeoutCheckerExecutorService");

  /** The definitions whose {@code ref} names a bean. */
  private static final Set<String> BEAN_REFS =
      Set.of(
          "BeanDefinition",
          "CustomLoadBalancerDefinition",
          "MethodCallExpression",
          "PolicyDefinition",
          "ProcessDefinition",
          "RefErrorHandlerDefinition",
          "TransactedDefinition");

  private final EndpointReader reader;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<BeanUse> beanUses = new ArrayList<>();
  private final List<Named> classes = new ArrayList<>();
  private final RouteIds ids = new RouteIds();
  private final List<Named> templateIds = new ArrayList<>();
  private final List<TemplateUse> templateUses = new ArrayList<>();
  private final Set<String> beans = new HashSet<>();
  private final Map<String, Template> routeTemplates = new HashMap<>();
  private Optional<Template> kamelet = Optional.empty();
  private final Set<String> routeConfigurations = new HashSet<>();
  private final List<Named> configurationIds = new ArrayList<>();
  private final List<Named> configurationUses = new ArrayList<>();
  private boolean missing;

  Inventory(EndpointReader reader) {
    this.reader = reader;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  List<BeanUse> beanUses() {
    return beanUses;
  }

  /** Returns the Java classes that are named. */
  List<Named> classes() {
    return classes;
  }

  /** Returns the ids of routes and of their steps, which Camel wants to differ. */
  List<Named> ids() {
    return ids.all();
  }

  /** Returns the route configurations that routes name. */
  List<Named> configurationUses() {
    return configurationUses;
  }

  List<Named> configurationIds() {
    return configurationIds;
  }

  List<Named> templateIds() {
    return templateIds;
  }

  List<TemplateUse> templateUses() {
    return templateUses;
  }

  /** Returns the beans that the file declares for all routes. */
  Set<String> beans() {
    return beans;
  }

  /** Returns the route templates by their ids. */
  Map<String, Template> routeTemplates() {
    return routeTemplates;
  }

  /** Returns the kamelet that the file is. */
  Optional<Template> kamelet() {
    return kamelet;
  }

  void addKamelet(Template it) {
    kamelet = Optional.of(it);
  }

  void addRouteTemplate(Template template) {
    // That it lacks its id is reported elsewhere.
    if (!template.name().isEmpty()) {
      routeTemplates.put(template.name(), template);
    }
  }

  /** Notes that the file could not be read, and so may have what others use. */
  void miss() {
    missing = true;
  }

  /** Says whether the file could not be read. */
  boolean isMissing() {
    return missing;
  }

  /** Returns what others may want to know of the file. */
  FileFacts facts() {
    Set<String> used = new HashSet<>();
    for (Endpoint endpoint : endpoints) {
      endpoint.kamelet().filter(name -> !ENDS.contains(name)).ifPresent(used::add);
    }
    templateUses.forEach(use -> used.add(use.name()));
    return new FileFacts(
        ids.ofRoutes(),
        used,
        routeTemplates.keySet(),
        !beans.isEmpty(),
        routeConfigurations,
        internal(true),
        internal(false));
  }

  private Set<String> internal(boolean consumer) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.isInternal() && endpoint.consumer() == consumer)
        .map(Endpoint::internalName)
        .collect(Collectors.toSet());
  }

  @Override
  public void visit(String definition, Node key, Node value, Scope scope) {
    switch (definition) {
      case "FromDefinition", "OutputAwareFromDefinition", "PollDefinition" ->
          endpoint(value, "uri", "", true, scope);
      case "RouteFromDefinitionDeserializer" -> {
        endpoint(value, "uri", "", true, scope);
        ids.addSteps(value, scope);
      }
      case "ToDefinition", "ToDynamicDefinition", "WireTapDefinition" ->
          endpoint(value, "uri", "", false, scope);
      case "KameletDefinition" -> endpoint(value, "name", "kamelet:", false, scope);
      case "DeadLetterChannelDefinition" -> endpoint(value, "deadLetterUri", "", false, scope);
      case "EnrichDefinition" -> constantEndpoint(value, false, scope);
      case "PollEnrichDefinition" -> constantEndpoint(value, true, scope);
      case "RouteDefinition" -> {
        ids.addRoute(value, scope);
        named(value, "routeConfigurationId", scope, configurationUses);
      }
      case "RouteConfigurationDefinition" -> {
        routeConfigurations.add(Nodes.text(value, "id").orElse(""));
        named(value, "id", scope, configurationIds);
      }
      case "RouteTemplateDefinition" -> named(value, "id", scope, templateIds);
      case "TemplatedRouteDefinition" -> templatedRoute(value, scope);
      case "BeanFactoryDefinition" -> bean(value, scope);
      case "OnExceptionDefinition", "CatchDefinition" ->
          Nodes.items(Nodes.value(value, "exception").orElse(null))
              .forEach(
                  item ->
                      Nodes.text(item).ifPresent(name -> classes.add(Named.of(scope, item, name))));
      case "ThrowExceptionDefinition" -> named(value, "exceptionType", scope, classes);
      case "RefExpression" -> beanUse(Nodes.value(value, "expression").orElse(value), true, scope);
      case "BeanDefinition", "MethodCallExpression" -> beanUse(value, true, scope);
      default -> {}
    }
    beanUses(definition, value, scope);
  }

  private void endpoint(Node value, String option, String prefix, boolean consumer, Scope scope) {
    // The short form is the address alone.
    Node uri = Nodes.text(value).isPresent() ? value : Nodes.value(value, option).orElse(value);
    Node parameters = Nodes.value(value, "parameters").orElse(null);
    reader.read(scope, consumer, uri, prefix, parameters).ifPresent(endpoints::add);
  }

  /** Enrich computes its endpoint; a constant is known all the same. */
  private void constantEndpoint(Node value, boolean consumer, Scope scope) {
    Node expression = Nodes.value(value, "expression").orElse(value);
    for (String language : List.of("constant", "simple")) {
      Nodes.value(expression, language)
          .map(it -> Nodes.value(it, "expression").orElse(it))
          .flatMap(uri -> reader.read(scope, consumer, uri, "", null))
          .ifPresent(endpoints::add);
    }
  }

  private static void named(Node value, String option, Scope scope, List<Named> to) {
    Nodes.value(value, option)
        .ifPresent(node -> Nodes.text(node).ifPresent(name -> to.add(Named.of(scope, node, name))));
  }

  private void templatedRoute(Node value, Scope scope) {
    ids.addTemplatedRoute(value, scope);
    List<Endpoint.Option> arguments = new ArrayList<>();
    Nodes.value(value, "parameters").stream()
        .flatMap(parameters -> Nodes.items(parameters).stream())
        .forEach(
            item -> {
              Node name = Nodes.value(item, "name").orElse(item);
              Node argument = Nodes.value(item, "value").orElse(item);
              Nodes.text(name)
                  .ifPresent(
                      text ->
                          arguments.add(
                              new Endpoint.Option(
                                  Place.of(name),
                                  Place.of(argument),
                                  text,
                                  Nodes.text(argument).orElse(""))));
            });
    Nodes.value(value, "routeTemplateRef")
        .ifPresent(
            ref ->
                Nodes.text(ref)
                    .ifPresent(
                        name ->
                            templateUses.add(
                                new TemplateUse(scope, Place.of(ref), name, arguments))));
  }

  private void bean(Node value, Scope scope) {
    if (!scope.template()) {
      Nodes.text(value, "name").ifPresent(beans::add);
    }
    if (Nodes.value(value, "script").isEmpty()) {
      named(value, "type", scope, classes);
    }
    for (String part : List.of("properties", "constructors")) {
      for (NodeTuple entry : Nodes.entries(Nodes.value(value, part).orElse(null))) {
        Nodes.text(entry.getValueNode())
            .filter(text -> text.startsWith("#bean:"))
            .ifPresent(text -> beanUse(entry.getValueNode(), false, scope));
      }
    }
  }

  private void beanUses(String definition, Node value, Scope scope) {
    for (NodeTuple entry : Nodes.entries(value)) {
      String option = Nodes.option(entry).orElse("");
      if (BEAN_OPTIONS.contains(option)) {
        beanUse(entry.getValueNode(), false, scope);
      } else if (option.equals("ref") && BEAN_REFS.contains(definition)) {
        boolean plain = !definition.equals("ProcessDefinition");
        beanUse(entry.getValueNode(), plain, scope);
      }
    }
  }

  private void beanUse(Node node, boolean plain, Scope scope) {
    Nodes.text(node)
        .ifPresent(name -> beanUses.add(new BeanUse(scope, Place.of(node), name, plain)));
  }
}
