package io.github.sensoringest.gateway;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Prints what comes through the entry, until enough has come. Thread-safe. */
final class TrialResults {
  private final int wanted;
  private final Output output;
  private final CountDownLatch enough = new CountDownLatch(1);
  private long arrived;
  private int printed;
  private int refused;

  /**
   * Creates one.
   *
   * @param wanted how many readings are enough
   */
  TrialResults(int wanted, Output output) {
    this.wanted = wanted;
    this.output = output;
  }

  /** Prints what was put into the buffer, as far as it is wanted. */
  synchronized void take(Object body) {
    if (!(body instanceof ReadingBatch batch)) {
      refuse(
          new Rejection(
              "seda:readings",
              RejectReason.NOT_A_READING,
              "something got into the buffer past the entry: send readings to direct:readings",
              body));
      return;
    }
    arrived += batch.size();
    for (int i = 0; i < batch.size() && !isOver(); i++) {
      output.reading(batch.get(i));
      printed++;
      if (printed == wanted) {
        end();
      }
    }
  }

  /** Prints what was refused. */
  synchronized void refuse(Rejection rejection) {
    if (!isOver()) {
      output.rejection(rejection);
      refused++;
    }
  }

  /** Prints alarms, which come as a list. */
  synchronized void alarm(Object body) {
    if (!isOver() && body instanceof List<?> alarms) {
      for (Object alarm : alarms) {
        output.alarm((Alarm) alarm);
      }
    }
  }

  /** Prints nothing more. */
  synchronized void end() {
    enough.countDown();
  }

  private boolean isOver() {
    return enough.getCount() == 0;
  }

  /** Waits for the end, and returns whether it has come. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return enough.await(millis, TimeUnit.MILLISECONDS);
  }

  /** Returns how many readings have come through the buffer, printed or not. */
  synchronized long arrived() {
    return arrived;
  }

  /** Returns the summary, with so many readings that were suppressed. */
  synchronized TrialSummary summary(long suppressed, double seconds) {
    return new TrialSummary(printed, refused, suppressed, seconds);
  }
}
