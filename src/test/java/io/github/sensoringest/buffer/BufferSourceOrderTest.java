package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Sender;
import io.github.sensoringest.reading.ReadingBatch;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A sensor that is replaced while one of its readings waits must not overtake itself. */
class BufferSourceOrderTest {
  @Test
  void batchesOfOneSourceThatWaitGetInInTheirOrder() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("other", 0));
      List<Sender> senders = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        Sender sender = buffer.sendInBackground(Readings.batch("a", i));
        await().until(sender::isWaiting);
        senders.add(sender);
      }

      List<Long> order = new ArrayList<>();
      while (order.size() < 6) {
        Exchange next = buffer.take();
        if (next != null) {
          order.add(((ReadingBatch) next.getMessage().getBody()).earliest() / 1_000_000);
        }
      }
      senders.forEach(Sender::join);

      assertThat(order).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void batchDoesNotPassOneOfItsSourceThatWaits() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("other", 0));
      Sender first = buffer.sendInBackground(Readings.batch("a", 1));
      await().until(first::isWaiting);
      Sender second = buffer.sendInBackground(Readings.batch("a", 2));
      await().until(second::isWaiting);
      buffer.take();
      first.join();

      assertThat(second.isDone()).isFalse();
      assertThat(((ReadingBatch) buffer.take().getMessage().getBody()).earliest())
          .isEqualTo(1_000_000L);
      second.join();
    }
  }
}
