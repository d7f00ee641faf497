package io.github.sensoringest.check;

import java.util.List;
import java.util.Optional;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML nodes as Camel does: every scalar is its text. */
final class Nodes {
  private Nodes() {}

  /** Returns the text of a scalar. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** Returns the keys and values of a mapping; nothing of any other node. */
  static List<NodeTuple> entries(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  /** Returns the items of a list; nothing of any other node. */
  static List<Node> items(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  /** Returns the option's name; Camel takes {@code kebab-case} for {@code camelCase}. */
  static Optional<String> option(NodeTuple entry) {
    return text(entry.getKeyNode()).map(StringHelper::dashToCamelCase);
  }

  /** Returns the value of an option of a mapping. */
  static Optional<Node> value(Node mapping, String option) {
    // The last of two counts for Camel; that there are two is reported elsewhere.
    Node found = null;
    for (NodeTuple entry : entries(mapping)) {
      if (entry.getKeyNode() instanceof ScalarNode key
          && StringHelper.dashToCamelCase(key.getValue()).equals(option)) {
        found = entry.getValueNode();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Returns the text of a scalar option of a mapping. */
  static Optional<String> text(Node mapping, String option) {
    return value(mapping, option).flatMap(Nodes::text);
  }

  /** Says whether nothing is written where a value belongs; {@code ""} is something. */
  static boolean isBlank(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && scalar.getValue().isEmpty();
  }

  /** Returns the placeholder somebody forgot to quote: YAML reads {@code {{a}}} as mappings. */
  static Optional<String> unquotedPlaceholder(Node node) {
    if (node instanceof MappingNode outer
        && outer.getValue().size() == 1
        && outer.getValue().get(0).getKeyNode() instanceof MappingNode inner
        && inner.getValue().size() == 1) {
      return text(inner.getValue().get(0).getKeyNode()).map(name -> "{{" + name + "}}");
    }
    return Optional.empty();
  }
}
