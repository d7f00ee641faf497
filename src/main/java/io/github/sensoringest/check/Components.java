package io.github.sensoringest.check;

import io.github.sensoringest.config.Suggestions;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/** What Camel's catalog says of the components, their options and the values of these. */
final class Components {
  private static final String DRAW_ATTENTION =
      "; choose what a full buffer does by 'buffer.when-full', which counts what it drops";

  /** The folder into which the jars of further components go. */
  private static final String ADDED = "/lib/ext/";

  /** Options that lose readings without a trace, by component, with the reason. */
  private static final Map<String, Map<String, String>> BANNED =
      Map.of(
          "seda",
          Map.of(
              "discardWhenFull", "it drops readings without a trace" + DRAW_ATTENTION,
              "discardIfNoConsumers",
                  "it drops readings without a trace while nobody takes them; leave it out",
              "purgeWhenStopping",
                  "it throws away what is waiting when the route stops; leave it out"));

  private final CamelCatalog catalog;
  private final Map<String, Optional<ComponentModel>> models = new HashMap<>();
  private final Map<String, Boolean> onClassPath = new HashMap<>();
  private final Map<String, Map<String, Optional<BaseOptionModel>>> rows = new HashMap<>();

  Components(CamelCatalog catalog) {
    this.catalog = catalog;
  }

  /** Returns what is wrong with the name of a component. */
  Optional<String> problem(String scheme) {
    if (isOnClassPath(scheme)) {
      return Optional.empty();
    }
    Optional<ComponentModel> model = model(scheme);
    if (model.isPresent()) {
      return Optional.of(
          "the component '%s' is not installed; put %s.jar and what it needs into lib/ext"
              .formatted(scheme, model.get().getArtifactId()));
    }
    List<String> installed =
        catalog.findComponentNames().stream().filter(this::isOnClassPath).toList();
    String suggestion = Suggestions.didYouMean(scheme, installed);
    if (suggestion.isEmpty()) {
      suggestion = Suggestions.didYouMean(scheme, catalog.findComponentNames());
    }
    return Optional.of("unknown component '%s'%s".formatted(scheme, suggestion));
  }

  /** Says whether Camel, or a jar that is there, has such a component. */
  boolean isKnown(String scheme) {
    return isOnClassPath(scheme) || model(scheme).isPresent();
  }

  /** Says whether the component's jar is one of those that were added to the gateway. */
  boolean isAdded(String scheme) {
    URL service = service(scheme);
    return service != null && service.toString().contains(ADDED);
  }

  /** Returns what is wrong with the name of an option. */
  Optional<String> problem(String scheme, String option) {
    ComponentModel model = model(scheme).orElse(null);
    // What a data format or an interface of a service takes depends on the rest of the address.
    if (model == null || model.isLenientProperties() || model.isApi() || isForwarding(scheme)) {
      return Optional.empty();
    }
    if (option.contains("{{") || find(scheme, option).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "'%s' has no option '%s'%s"
            .formatted(
                scheme,
                option,
                Suggestions.didYouMean(
                    option, options(model).map(BaseOptionModel::getName).toList())));
  }

  /** Says whether a component has an option of the name. */
  boolean hasOption(String scheme, String option) {
    return find(scheme, option).isPresent();
  }

  /** Says whether the value of an option is a bean. */
  boolean takesBean(String scheme, String option) {
    return find(scheme, option).filter(row -> "object".equals(row.getType())).isPresent();
  }

  /** Returns what is wrong with the value of an option that is known. */
  Optional<String> problem(Endpoint endpoint, String option, String value) {
    return problem(endpoint.scheme(), option, value)
        .or(() -> TimerCheck.problem(endpoint, option, value));
  }

  private Optional<String> problem(String scheme, String option, String value) {
    String reason = BANNED.getOrDefault(scheme, Map.of()).get(option);
    if (reason != null && !value.equalsIgnoreCase("false")) {
      return Optional.of("'%s' is not allowed: %s".formatted(option, reason));
    }
    if (OptionValue.isComputed(value) || value.startsWith("#")) {
      return Optional.empty();
    }
    return find(scheme, option)
        .filter(row -> !row.isMultiValue())
        .flatMap(row -> expected(row, value))
        .map(expected -> "'%s' cannot be '%s'; write %s".formatted(option, value, expected));
  }

  /**
   * Returns what an address without a path lacks. What else the catalog calls required may be set
   * for the whole component.
   */
  List<String> missing(Endpoint endpoint) {
    if (!endpoint.path().isEmpty() || isForwarding(endpoint.scheme())) {
      return List.of();
    }
    return model(endpoint.scheme()).stream()
        .flatMap(model -> model.getEndpointPathOptions().stream())
        .filter(row -> row.isRequired() && row.getDefaultValue() == null)
        .map(BaseOptionModel::getName)
        .filter(name -> endpoint.option(name).isEmpty())
        .toList();
  }

  private static Optional<String> expected(BaseOptionModel row, String value) {
    if (row.getEnums() != null && !row.getEnums().isEmpty()) {
      return unless(
          OptionValue.isOneOf(value, row.getEnums()),
          "one of "
              + String.join(", ", row.getEnums())
              + Suggestions.didYouMean(value, row.getEnums()));
    }
    return switch (row.getType()) {
      case "boolean" -> unless(OptionValue.isBoolean(value), "true or false");
      case "integer" ->
          unless(
              "long".equals(row.getJavaType())
                  ? CamelDuration.isMillis(value)
                  : value.matches("[-+]?\\d{1,10}"),
              "a whole number");
      case "number" -> unless(OptionValue.isNumber(value), "a number");
      case "duration" -> unless(CamelDuration.isValid(value), OptionValue.A_DURATION);
      case "object" ->
          unless(
              !String.valueOf(row.getJavaType()).startsWith("org.apache.camel."),
              "the name of a bean, such as \"#" + value + "\"");
      default -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean valid, String expected) {
    return valid ? Optional.empty() : Optional.of(expected);
  }

  private Optional<BaseOptionModel> find(String scheme, String name) {
    return rows.computeIfAbsent(scheme, it -> new HashMap<>())
        .computeIfAbsent(name, it -> model(scheme).flatMap(model -> find(model, it)));
  }

  private static Optional<BaseOptionModel> find(ComponentModel model, String name) {
    return options(model)
        .map(BaseOptionModel.class::cast)
        .filter(
            row ->
                row.getName().equalsIgnoreCase(name)
                    || isPrefixed(name, row.getPrefix())
                    || isPrefixed(name, row.getOptionalPrefix())
                        && name.substring(row.getOptionalPrefix().length())
                            .equalsIgnoreCase(row.getName()))
        .findFirst();
  }

  private static boolean isPrefixed(String name, String prefix) {
    return prefix != null && !prefix.isEmpty() && name.startsWith(prefix);
  }

  /** The options of an endpoint; those of the whole component mean nothing there. */
  private static Stream<? extends BaseOptionModel> options(ComponentModel model) {
    return Stream.concat(
        model.getEndpointPathOptions().stream(), model.getEndpointParameterOptions().stream());
  }

  private Optional<ComponentModel> model(String scheme) {
    return models.computeIfAbsent(
        scheme, name -> Optional.ofNullable(catalog.componentModel(name)));
  }

  private static URL service(String scheme) {
    return Components.class.getResource("/META-INF/services/org/apache/camel/component/" + scheme);
  }

  private static boolean isForwarding(String scheme) {
    return scheme.equals("stub") || scheme.equals("dataformat");
  }

  private boolean isOnClassPath(String scheme) {
    return onClassPath.computeIfAbsent(scheme, name -> service(name) != null);
  }
}
