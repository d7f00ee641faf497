package io.github.sensoringest.host;

/** One thing about this machine that can be read, such as its memory. Used by one thread. */
interface HostPart {
  /** Adds what there is to say; nothing if the machine does not have it. */
  void read(HostReadings readings);
}
