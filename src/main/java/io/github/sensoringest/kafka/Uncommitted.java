package io.github.sensoringest.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.spi.Synchronization;

/**
 * The records of one thread that are not committed yet. A record on which the ingest failed is a
 * dead letter, and so is done like any other. Records are told done by any thread; all else is for
 * the thread that polls.
 */
final class Uncommitted implements Synchronization {
  private static final long LOOK_MILLIS = 100;

  /** The last record of each partition. */
  private final Map<String, KafkaManualCommit> last = new LinkedHashMap<>();

  private int underWay;

  synchronized void begins() {
    underWay++;
  }

  void add(String partition, KafkaManualCommit commit) {
    last.put(partition, commit);
  }

  /** Waits until all records are done, and commits them; not if {@code ending} comes first. */
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
    while (underWay > 0) {
      if (ending.getAsBoolean()) {
        return false;
      }
      wait(LOOK_MILLIS);
    }
    return true;
  }

  @Override
  public void onComplete(Exchange exchange) {
    done();
  }

  @Override
  public void onFailure(Exchange exchange) {
    done();
  }

  private synchronized void done() {
    underWay--;
    if (underWay == 0) {
      notifyAll();
    }
  }
}
