package io.github.sensoringest.reading;

/** What is done with a reading that comes after its window has closed. */
public enum LatePolicy {
  /** It is counted as late. */
  DROP,
  /** It is refused as late, and so kept among the dead letters. */
  REJECT,
  /** The window is summarized once more, with the reading in it, while it is still known. */
  CORRECT
}
