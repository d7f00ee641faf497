package io.github.sensoringest.bench;

/** One side of the comparison. */
interface Contender {
  /** Hands one message over, waiting for room if need be. Called by the producer's own thread. */
  void send(int producer, Object message) throws Exception;

  /** Waits until every message that was sent has been taken into the statistics. */
  void awaitQuiet() throws InterruptedException;

  /** Returns how many readings are in the statistics, since the beginning. */
  long counted();
}
