package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.reading.ReadingBatch;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.Test;

/** A source such as an HTTP server asks for a reply; with the readings in the buffer it has one. */
class BufferAskedForAReplyTest {
  @Test
  void sourceGoesOnWhenItsReadingsAreInTheBuffer() {
    try (TestBuffer buffer = new TestBuffer()) {
      Exchange exchange = ask(buffer, Readings.batchOf("http", 3));

      assertThat(exchange.getException()).isNull();
      assertThat(buffer.takeAll()).extracting(ReadingBatch::size).containsExactly(3);
    }
  }

  @Test
  void readingsAreNotTakenBackOutOfTheBufferWhenNobodyRepliesInTime() {
    try (TestBuffer buffer = new TestBuffer()) {
      ask(buffer, Readings.batchOf("http", 3));

      assertThat(buffer.balance("http").held()).isEqualTo(3);
      assertThat(buffer.balance("http").missing()).isZero();
    }
  }

  @Test
  void policyOfTheFullBufferHoldsForItToo() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1", "buffer.when-full=drop-oldest")) {
      ask(buffer, Readings.batchOf("http", 3));
      ask(buffer, Readings.batchOf("http", 2));

      assertThat(buffer.balance("http").dropped()).isEqualTo(3);
    }
  }

  private static Exchange ask(TestBuffer buffer, ReadingBatch batch) {
    buffer.ledger().account(batch.source()).received(batch.size(), 0);
    return buffer.send(
        "seda:readings?timeout=1",
        exchange -> {
          exchange.setPattern(ExchangePattern.InOut);
          exchange.getMessage().setBody(batch);
        });
  }
}
