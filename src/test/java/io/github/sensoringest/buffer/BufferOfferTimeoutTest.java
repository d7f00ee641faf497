package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Sender;
import io.github.sensoringest.buffer.TestBuffer.Told;
import io.github.sensoringest.reading.RejectReason;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class BufferOfferTimeoutTest {
  private static final String AT_ONCE = "seda:readings?offerTimeout=1";
  private static final String NEVER = "seda:readings?offerTimeout=1000000";

  @Test
  void sourceThatWaitsTooLongFailsAndIsTold() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      Told told = new Told();
      buffer.send(AT_ONCE, Readings.batch("a", 1));

      Exchange exchange = buffer.send(AT_ONCE, Readings.batch("a", 2), told);

      assertThat(exchange.getException())
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage("no room in the buffer within 1ms");
      assertThat(told.all()).containsExactly("failure: no room in the buffer within 1ms");
    }
  }

  @Test
  void readingsThatFoundNoRoomAreCountedAsNotBuffered() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(AT_ONCE, Readings.batch("a", 1));

      buffer.send(AT_ONCE, Readings.batchOf("b", 3));

      assertThat(buffer.balance("b").rejected()).isEqualTo(Map.of(RejectReason.NOT_BUFFERED, 3L));
      assertThat(buffer.balance("b").held()).isZero();
    }
  }

  @Test
  void sourceThatFindsRoomInTimeSucceeds() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(NEVER, Readings.batch("a", 1));
      Sender sender = new Sender(() -> buffer.send(NEVER, Readings.batch("b", 2)));
      await().until(() -> buffer.ledger().total().held() == 2);
      buffer.take();

      assertThat(sender.join().getException()).isNull();
      assertThat(buffer.balance("b").rejected()).isEmpty();
    }
  }
}
