package io.github.sensoringest.config;

/** What a full buffer does with one more message. */
public enum WhenFull {
  /** The source waits until there is room: backpressure. Nothing is lost. */
  BLOCK,
  /** The new message is let go, and counted. */
  DROP_NEWEST,
  /** The message that waits longest is let go, and counted. */
  DROP_OLDEST
}
