package io.github.sensoringest.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An endpoint that a route names.
 *
 * @param consumer whether the route takes from it
 * @param uri where its address stands
 * @param path the address without its scheme and its options; empty if there is none
 */
record Endpoint(
    Scope scope, boolean consumer, Place uri, String scheme, String path, List<Option> options) {
  private static final Set<String> INTERNAL = Set.of("direct", "seda");

  /** An option of it; key and value are the same place if they stand in the address. */
  record Option(Place key, Place value, String name, String text) {
    /** Says whether the value is known only when the route is made, or runs. */
    boolean isComputed() {
      return OptionValue.isComputed(text);
    }
  }

  /** Says whether it leads from one route of the gateway to another. */
  boolean isInternal() {
    return INTERNAL.contains(scheme);
  }

  /** Returns the name of an internal endpoint, such as {@code direct:readings}. */
  String internalName() {
    return scheme + ":" + pathOr("name");
  }

  Optional<Option> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** Returns the name of the kamelet that is meant; nothing if it is none, or not known yet. */
  Optional<String> kamelet() {
    if (!scheme.equals("kamelet")) {
      return Optional.empty();
    }
    String address = pathOr("templateId");
    int slash = address.indexOf('/');
    String name = slash < 0 ? address : address.substring(0, slash);
    return name.isEmpty() || name.contains("{{") ? Optional.empty() : Optional.of(name);
  }

  /** Returns the path, or the option that stands for it. */
  String pathOr(String option) {
    return path.isEmpty() ? option(option).map(Option::text).orElse("") : path;
  }
}
