package io.github.sensoringest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the fields of a reading are in a JSON object: a tree of names, or of indexes in arrays.
 * Immutable once made.
 */
final class JsonPaths {
  /** What a place in an object holds. */
  static final int NOTHING = 0;

  static final int SENSOR_ID = 1;
  static final int TIMESTAMP = 2;
  static final int VALUE = 3;
  static final int UNIT = 4;

  private final List<String> names = new ArrayList<>();
  private final List<JsonPaths> children = new ArrayList<>();
  private int field = NOTHING;

  private JsonPaths() {}

  /**
   * Returns the tree of these names: a JSON pointer if it begins with a slash, else names with dots
   * between them.
   */
  static JsonPaths of(Map<String, String> names) {
    JsonPaths root = new JsonPaths();
    for (int i = 0; i < FieldNames.ALL.size(); i++) {
      String name = FieldNames.of(names, FieldNames.ALL.get(i));
      JsonPaths node = root;
      for (String step : steps(name)) {
        node = node.childOrNew(step);
      }
      if (node.field != NOTHING) {
        throw new IllegalArgumentException(
            "names has '" + name + "' twice: write another name for each field");
      }
      node.field = i + 1;
    }
    return root;
  }

  private static List<String> steps(String name) {
    if (!name.startsWith("/")) {
      return List.of(name.split("\\.", -1));
    }
    List<String> steps = new ArrayList<>();
    for (String step : name.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  private JsonPaths childOrNew(String name) {
    JsonPaths child = child(name);
    if (child == null) {
      child = new JsonPaths();
      names.add(name);
      children.add(child);
    }
    return child;
  }

  /** Returns what is below the name; null if nothing that matters is. */
  JsonPaths child(String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        return children.get(i);
      }
    }
    return null;
  }

  boolean hasChildren() {
    return !names.isEmpty();
  }

  /** Returns which field of the reading this is. */
  int field() {
    return field;
  }
}
