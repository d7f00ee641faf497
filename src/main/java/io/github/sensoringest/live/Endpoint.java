package io.github.sensoringest.live;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An endpoint that a route names.
 *
 * @param consumer whether the route takes from it
 * @param uri where its address stands
 * @param path the address without its scheme and its options; empty if there is none
 */
record Endpoint(
    Scope scope, boolean consumer, Node uri, String scheme, String path, List<Option> options) {

  /** An option of it; key and value are the same node if they stand in the address. */
  record Option(Node key, Node value, String name, String text) {
    /** Says whether the value is known only when the route is made, or runs. */
    boolean isComputed() {
      return OptionValue.isComputed(text);
    }
  }

  Optional<Option> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** Returns the path, or the option that stands for it. */
  String pathOr(String option) {
    return path.isEmpty() ? option(option).map(Option::text).orElse("") : path;
  }
}
