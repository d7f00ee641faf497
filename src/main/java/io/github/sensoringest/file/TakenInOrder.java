package io.github.sensoringest.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Notes positions once everything before them has been taken in, in whatever order that happens.
 * Thread-safe.
 */
final class TakenInOrder {
  private final Consumer<FilePosition> reached;
  private final Deque<Step> steps = new ArrayDeque<>();

  /** One message under way. */
  final class Step {
    private final FilePosition behind;
    private boolean taken;

    private Step(FilePosition behind) {
      this.behind = behind;
    }

    /** The message has been taken in. */
    void taken() {
      note(this);
    }
  }

  /**
   * Creates one.
   *
   * @param reached gets each position up to which all has been taken in
   */
  TakenInOrder(Consumer<FilePosition> reached) {
    this.reached = reached;
  }

  /** Notes that a message is on its way that ends at the position. */
  synchronized Step begin(FilePosition behind) {
    Step step = new Step(behind);
    steps.addLast(step);
    return step;
  }

  private synchronized void note(Step step) {
    step.taken = true;
    FilePosition last = null;
    while (!steps.isEmpty() && steps.getFirst().taken) {
      last = steps.removeFirst().behind;
    }
    if (last != null) {
      reached.accept(last);
    }
  }
}
