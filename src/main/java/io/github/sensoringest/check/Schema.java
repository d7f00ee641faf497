package io.github.sensoringest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** Camel's own schema of the YAML DSL, as it lies in the jar that loads the routes. */
final class Schema {
  private static final String RESOURCE = "/schema/camelYamlDsl.json";
  private static final String DEFINITIONS = "#/items/definitions/";

  private final JsonObject entry;
  private final JsonObject definitions;
  private final Map<String, Shape> byDefinition = new HashMap<>();
  private final Map<JsonObject, Shape> byNode = new IdentityHashMap<>();

  private Schema(JsonObject root) {
    entry = root.getMap("items");
    definitions = entry.getMap("definitions");
  }

  static Schema load() {
    try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("camel-yaml-dsl is not on the class path");
      }
      return new Schema(
          (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DeserializationException e) {
      throw new IllegalStateException(RESOURCE, e);
    }
  }

  /** Returns what an entry of a route file may be. */
  Shape entry() {
    return byNode.computeIfAbsent(entry, node -> new Shape(this, "", node));
  }

  /** Returns what Camel's class takes. */
  Shape definition(String className) {
    return byDefinition.computeIfAbsent(
        className,
        name ->
            new Shape(
                this,
                name.substring(name.lastIndexOf('.') + 1),
                (JsonObject) definitions.get(name)));
  }

  Shape shape(JsonObject node) {
    String reference = node.getString("$ref");
    // Beside a reference, nothing else but texts for people may stand.
    if (reference != null && !node.containsKey("properties")) {
      return definition(reference.substring(DEFINITIONS.length()));
    }
    return byNode.computeIfAbsent(node, it -> new Shape(this, "", it));
  }

  /** Returns what a reference refers to. */
  Optional<JsonObject> target(JsonObject node) {
    return Optional.ofNullable(node.getString("$ref"))
        .map(reference -> (JsonObject) definitions.get(reference.substring(DEFINITIONS.length())));
  }

  static Optional<JsonObject> object(JsonObject node, String key) {
    return Optional.ofNullable(node.<JsonObject>getMap(key));
  }

  static List<JsonObject> objects(JsonObject node, String key) {
    return node.get(key) instanceof Collection<?> list
        ? list.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }

  static Optional<List<String>> texts(JsonObject node, String key) {
    return node.get(key) instanceof Collection<?> list
        ? Optional.of(list.stream().map(String::valueOf).toList())
        : Optional.empty();
  }
}
