package io.github.sensoringest.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.util.json.JsonObject;

/**
 * What may stand at one place of a route file: Camel's schema with its alternatives laid on top of
 * each other, so that a value is wrong only if it is wrong for each of them.
 */
final class Shape {
  /** What kind of YAML a value may be. */
  enum Kind {
    TEXT,
    BOOLEAN,
    NUMBER,
    LIST,
    MAPPING
  }

  /**
   * Options of which at most one may be given.
   *
   * @param mandatory whether exactly one must be given
   */
  record Choice(Set<String> options, boolean mandatory) {}

  private final Schema schema;
  private final String definition;
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Map<String, JsonObject> options = new LinkedHashMap<>();
  private final Set<String> required = new LinkedHashSet<>();
  private final List<Choice> choices = new ArrayList<>();
  private List<String> values = List.of();
  private JsonObject items;
  private boolean single;

  Shape(Schema schema, String definition, JsonObject node) {
    this.schema = schema;
    this.definition = definition;
    lay(node, true);
  }

  /** Returns the simple name of Camel's class, such as {@code ToDefinition}; or nothing. */
  String definition() {
    return definition;
  }

  /** Says whether the schema leaves open what stands here. */
  boolean isAny() {
    return kinds.isEmpty();
  }

  boolean takes(Kind kind) {
    return kinds.contains(kind);
  }

  /** Says whether the mapping may have any option, such as the parameters of an endpoint. */
  boolean isOpen() {
    return options.isEmpty();
  }

  /** Says whether the mapping has one option, which is its name: a step, or an entry of a file. */
  boolean isSingle() {
    return single;
  }

  Set<String> options() {
    return options.keySet();
  }

  Optional<Shape> option(String name) {
    return Optional.ofNullable(options.get(name)).map(schema::shape);
  }

  Set<String> required() {
    return required;
  }

  List<Choice> choices() {
    return choices;
  }

  /** Returns the values that are allowed; empty if all are. */
  List<String> values() {
    return values;
  }

  /** Returns what the items of the list are. */
  Optional<Shape> items() {
    return Optional.ofNullable(items).map(schema::shape);
  }

  /**
   * Lays a part of the schema on top of what is there.
   *
   * @param whole whether it holds in any case, not only as one of several alternatives
   */
  private void lay(JsonObject node, boolean whole) {
    schema.target(node).ifPresent(target -> lay(target, whole));
    kind(node.getString("type")).ifPresent(kinds::add);
    Schema.texts(node, "enum").ifPresent(texts -> values = texts);
    Schema.object(node, "properties").ifPresent(this::layOptions);
    Schema.object(node, "items").ifPresent(item -> items = item);
    if (whole) {
      Schema.texts(node, "required").ifPresent(required::addAll);
    }
    if (Integer.valueOf(1).equals(node.getInteger("maxProperties"))) {
      single = true;
    }
    Schema.objects(node, "anyOf").forEach(alternative -> lay(alternative, false));
    List<JsonObject> alternatives = Schema.objects(node, "oneOf");
    alternatives.forEach(alternative -> lay(alternative, false));
    layChoice(alternatives);
  }

  private void layOptions(JsonObject properties) {
    kinds.add(Kind.MAPPING);
    properties.forEach(
        (name, value) -> {
          // An empty schema only repeats the name of what an alternative describes.
          JsonObject described = (JsonObject) value;
          if (!described.isEmpty() || !options.containsKey(name)) {
            options.merge(name, described, (old, now) -> now.isEmpty() ? old : now);
          }
        });
  }

  private void layChoice(List<JsonObject> alternatives) {
    Set<String> names = new LinkedHashSet<>();
    boolean mandatory = true;
    for (JsonObject alternative : alternatives) {
      if (alternative.containsKey("not")) {
        mandatory = false;
      }
      Schema.texts(alternative, "required").ifPresent(names::addAll);
      schema
          .target(alternative)
          .map(target -> new Shape(schema, "", target))
          .ifPresent(target -> target.choices.forEach(choice -> names.addAll(choice.options())));
    }
    if (!names.isEmpty()) {
      // A choice that was laid by an alternative is part of this one.
      choices.removeIf(choice -> names.containsAll(choice.options()));
      choices.add(new Choice(names, mandatory));
    }
  }

  private static Optional<Kind> kind(String type) {
    if (type == null) {
      return Optional.empty();
    }
    return switch (type) {
      case "string" -> Optional.of(Kind.TEXT);
      case "boolean" -> Optional.of(Kind.BOOLEAN);
      case "number", "integer" -> Optional.of(Kind.NUMBER);
      case "array" -> Optional.of(Kind.LIST);
      case "object" -> Optional.of(Kind.MAPPING);
      default -> Optional.empty();
    };
  }
}
