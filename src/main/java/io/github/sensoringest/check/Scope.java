package io.github.sensoringest.check;

import java.util.Set;

/**
 * Where something stands, and what is known only there.
 *
 * @param placeholders those that a template's parameters and beans give a value
 * @param beans the beans of the template
 * @param template whether it stands in a template, and so is made once for each use
 */
record Scope(RouteFile file, Set<String> placeholders, Set<String> beans, boolean template) {
  /** Returns the scope of what belongs to no template. */
  static Scope of(RouteFile file) {
    return new Scope(file, Set.of(), Set.of(), false);
  }
}
