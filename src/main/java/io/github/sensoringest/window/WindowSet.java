package io.github.sensoringest.window;

import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.Windowing;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open windows of one source, all made in the same way. {@link Windows} guards it. */
interface WindowSet {
  /** What becomes of readings that are not simply put into a window. */
  interface Overflow {
    /**
     * Readings of a stretch whose window takes no more.
     *
     * @param open the window if it has not been handed over yet, else null
     * @param counted whether the ledger counts them here
     * @return whether they have come into the window all the same
     */
    boolean late(long start, long end, OpenWindow open, ReadingBatch batch, boolean counted);

    /** Readings that would need one more window than there may be. */
    void tooMany(ReadingBatch batch);
  }

  /** Returns whether windows are the same when they are made in this way. */
  boolean isMadeBy(Windowing windowing);

  /**
   * Puts the readings into their windows.
   *
   * @param closedUpTo windows that end here or before take none
   */
  void add(ReadingBatch batch, long closedUpTo, Chunk chunk, Overflow overflow);

  /** Shows each open window. */
  void forEach(Consumer<OpenWindow> action);

  /** Closes the windows for which {@code isDue} holds and hands each over. */
  void closeIf(Predicate<OpenWindow> isDue, Consumer<OpenWindow> closed);
}
