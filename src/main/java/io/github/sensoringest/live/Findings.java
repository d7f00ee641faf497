package io.github.sensoringest.live;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong; the same mistake at the same place counts once. */
final class Findings {
  private final TreeSet<Finding> findings = new TreeSet<>();

  /** Reports a mistake at the beginning of a node. */
  void report(RouteFile file, Node node, String message) {
    report(file, node.getStartMark(), message);
  }

  /** Reports a mistake at a mark. */
  void report(RouteFile file, Optional<Mark> mark, String message) {
    findings.add(
        new Finding(
            file.name(),
            mark.map(at -> at.getLine() + 1).orElse(0),
            mark.map(at -> at.getColumn() + 1).orElse(0),
            message));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  /** Reports a mistake that concerns the file as a whole. */
  void report(RouteFile file, String message) {
    report(file, Optional.empty(), message);
  }

  /** Returns them by file, line and column. */
  List<Finding> sorted() {
    return List.copyOf(findings);
  }
}
