package io.github.sensoringest.swap;

/**
 * A consumer whose route can be taken away without losing a message: it lets nobody in while it is
 * paused, and tells whether anybody is still inside. Thread-safe.
 */
public interface PausableConsumer {
  /** Takes in no further message; whoever brings one waits, and what is inside goes on. */
  void pause();

  /** Takes in messages again. */
  void unpause();

  /** Returns whether it is paused. */
  boolean isPaused();

  /** Returns how many messages are inside the route; while it is paused this only falls. */
  long inside();
}
