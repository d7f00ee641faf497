package io.github.sensoringest.window;

import io.github.sensoringest.ledger.Account;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.Printable;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.rejected.Rejections;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Folds the parts of a window into its table: one aggregate for all sensors of a source, and not an
 * exchange for each reading. Camel calls it under the aggregator's lock.
 */
final class Fold implements AggregationStrategy {
  private static final WindowTable.Listener UNCOUNTED =
      new WindowTable.Listener() {
        @Override
        public void firstOf(String sensorId) {}

        @Override
        public void unitChanged(SensorReading reading, String expected) {}

        @Override
        public void tooManySensors(SensorReading reading, int sensors) {}

        @Override
        public void failed(SensorReading reading, RuntimeException cause) {}
      };

  private final Windows windows;
  private final Ledger ledger;
  private final Rejections rejections;

  Fold(Windows windows, Ledger ledger, Rejections rejections) {
    this.windows = windows;
    this.ledger = ledger;
    this.rejections = rejections;
  }

  @Override
  public Exchange aggregate(Exchange before, Exchange added) {
    WindowPart part = (WindowPart) added.getMessage().getBody();
    OpenWindow window = part.window();
    if (part.claim()) {
      WindowTable.Listener refusing =
          new Refusing(window.source(), ledger.account(window.source()));
      for (WindowPart.Share share : part.shares()) {
        // A reading that is in several windows is refused where it is counted, and only there.
        window.table().add(share.batch(), share.counted(), share.counted() ? refusing : UNCOUNTED);
      }
      windows.arrived(part);
    }
    if (before != null) {
      return before;
    }
    added.getMessage().setBody(window);
    return added;
  }

  private final class Refusing implements WindowTable.Listener {
    private final String source;
    private final Account account;

    Refusing(String source, Account account) {
      this.source = source;
      this.account = account;
    }

    @Override
    public void firstOf(String sensorId) {
      account.sensor(sensorId);
    }

    @Override
    public void unitChanged(SensorReading reading, String expected) {
      rejections.reject(
          source,
          RejectReason.UNIT_CHANGED,
          Printable.of(reading.sensorId())
              + " began this window in '"
              + Printable.of(expected)
              + "' and now reports in '"
              + Printable.of(String.valueOf(reading.unit()))
              + "'",
          reading);
    }

    @Override
    public void tooManySensors(SensorReading reading, int sensors) {
      rejections.reject(
          source,
          RejectReason.TOO_MANY_SENSORS,
          "the window has window.max-sensors (" + sensors + ") sensors already",
          reading);
    }

    @Override
    public void failed(SensorReading reading, RuntimeException cause) {
      rejections.reject(source, RejectReason.FAILED, cause.toString(), reading);
    }
  }
}
