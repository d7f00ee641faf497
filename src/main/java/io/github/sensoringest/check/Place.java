package io.github.sensoringest.check;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A place in a file. Kept instead of the node that stands there, which holds on to much more.
 *
 * @param line the line, counted from 1; 0 if the file as a whole is meant
 * @param column the column, counted from 1
 */
record Place(int line, int column) {
  static final Place WHOLE_FILE = new Place(0, 0);

  /** Returns where the node begins. */
  static Place of(Node node) {
    return node.getStartMark().map(Place::of).orElse(WHOLE_FILE);
  }

  static Place of(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
