package io.github.sensoringest.check;

import java.util.List;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong; the same mistake at the same place counts once. */
final class Findings {
  private final TreeSet<Finding> findings = new TreeSet<>();

  /** Reports a mistake at the beginning of a node. */
  void report(RouteFile file, Node node, String message) {
    report(file, Place.of(node), message);
  }

  /** Reports a mistake at a place. */
  void report(RouteFile file, Place at, String message) {
    findings.add(new Finding(file.name(), at.line(), at.column(), message));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Reports a mistake that concerns the file as a whole. */
  void report(RouteFile file, String message) {
    report(file, Place.WHOLE_FILE, message);
  }

  /** Returns them by file, line and column. */
  List<Finding> sorted() {
    return List.copyOf(findings);
  }
}
