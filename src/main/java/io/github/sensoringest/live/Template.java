package io.github.sensoringest.live;

import java.util.Map;

/**
 * A kamelet, or a route template.
 *
 * @param scope the scope of what stands in it
 * @param source whether it is a source of messages, and can be taken from
 */
record Template(
    String name, Scope scope, Map<String, TemplateParameter> parameters, boolean source) {
  /** Says whether a use must give the parameter a value. */
  boolean needs(TemplateParameter parameter) {
    return parameter.required() && parameter.defaultValue().isEmpty();
  }
}
