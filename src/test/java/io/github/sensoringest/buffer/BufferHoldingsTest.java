package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Sender;
import org.junit.jupiter.api.Test;

class BufferHoldingsTest {
  @Test
  void readingsInTheBufferAreHeldForTheirSources() {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer.send(Readings.batchOf("a", 3));
      buffer.send(Readings.batchOf("b", 5));
      buffer.send(Readings.batchOf("a", 4));

      assertThat(buffer.balance("a").held()).isEqualTo(7);
      assertThat(buffer.balance("b").held()).isEqualTo(5);
    }
  }

  @Test
  void readingsOfASourceThatWaitsAreHeldToo() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("a", 1));
      Sender sender = buffer.sendInBackground(Readings.batchOf("b", 4));

      await().untilAsserted(() -> assertThat(buffer.balance("b").held()).isEqualTo(4));
      assertThat(buffer.ledger().total().missing()).isZero();

      buffer.take();
      sender.join();
    }
  }

  @Test
  void readingsThatWereTakenOutAreHeldNoMore() {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer.send(Readings.batchOf("a", 3));
      buffer.takeAll();

      assertThat(buffer.balance("a").held()).isZero();
      assertThat(buffer.balance("a").missing()).as("nothing accounts for them").isEqualTo(3);
    }
  }

  @Test
  void readingsInOtherQueuesAreHeldToo() {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer.send("seda:aside", Readings.batchOf("a", 2));

      assertThat(buffer.balance("a").held()).isEqualTo(2);
    }
  }
}
