package io.github.sensoringest.host;

/** One thing about this machine that can be read, such as its memory. Used by one thread. */
interface HostPart {
  /**
   * Adds what there is to say; nothing if the machine does not have it.
   *
   * @param nanoTime the time as {@link System#nanoTime} has it, for what is measured between ticks
   */
  void read(long nanoTime, HostReadings readings);
}
