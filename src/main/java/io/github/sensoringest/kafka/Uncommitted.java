package io.github.sensoringest.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * The records of one thread that are not committed yet. A record on which the ingest failed is a
 * dead letter, and so is done like any other. Records are told done by any thread; all else is for
 * the thread that polls.
 */
final class Uncommitted {
  private static final long LOOK_MILLIS = 100;

  /** Three seconds, less than the route's stop takes at most. */
  private static final int ENDING_LOOKS = 30;

  /** The last record of each partition. */
  private final Map<String, KafkaManualCommit> last = new LinkedHashMap<>();

  private int underWay;

  synchronized void begins() {
    underWay++;
  }

  void add(String partition, KafkaManualCommit commit) {
    last.put(partition, commit);
  }

  /**
   * Waits until all records are done, and commits them; not if they are not done a moment after
   * {@code ending} comes.
   */
  void commit(BooleanSupplier ending) throws InterruptedException {
    if (!awaitDone(ending)) {
      return;
    }
    try {
      last.values().forEach(KafkaManualCommit::commit);
    } finally {
      // What could not be committed comes again.
      last.clear();
    }
  }

  private synchronized boolean awaitDone(BooleanSupplier ending) throws InterruptedException {
    int looks = ENDING_LOOKS;
    while (underWay > 0) {
      if (ending.getAsBoolean() && looks-- == 0) {
        return false;
      }
      wait(LOOK_MILLIS);
    }
    return true;
  }

  /** A record is accounted for, or has failed. */
  synchronized void done() {
    underWay--;
    if (underWay == 0) {
      notifyAll();
    }
  }
}
