package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Told;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class BufferDropsNewestTest {
  private static final String[] SETTINGS = {"buffer.size=2", "buffer.when-full=drop-newest"};

  @Test
  void whatIsInTheFullBufferStays() {
    try (TestBuffer buffer = new TestBuffer(SETTINGS)) {
      for (String source : new String[] {"a", "b", "c", "d"}) {
        buffer.send(Readings.batch(source, 1));
      }

      assertThat(buffer.takeAll()).extracting("source").containsExactly("a", "b");
    }
  }

  @Test
  void eachReadingLetGoIsCountedForItsSource() {
    try (TestBuffer buffer = new TestBuffer(SETTINGS)) {
      buffer.send(Readings.batch("a", 1));
      buffer.send(Readings.batch("a", 2));
      buffer.send(Readings.batchOf("b", 7));
      buffer.send(Readings.batchOf("b", 3));

      assertThat(buffer.balance("b").dropped()).isEqualTo(10);
      assertThat(buffer.balance("a").dropped()).isZero();
      assertThat(buffer.ledger().total().missing()).isZero();
    }
  }

  @Test
  void sourceIsToldThatItsMessageIsDoneSoThatItDoesNotComeAgain() {
    try (TestBuffer buffer = new TestBuffer(SETTINGS)) {
      buffer.send(Readings.batch("a", 1));
      buffer.send(Readings.batch("a", 2));
      Told told = new Told();

      Exchange dropped = buffer.send(Readings.batch("a", 3), told);

      assertThat(dropped.getException()).isNull();
      assertThat(told.all()).containsExactly("complete");
    }
  }

  @Test
  void nobodyWaits() {
    try (TestBuffer buffer = new TestBuffer(SETTINGS)) {
      for (int i = 0; i < 10; i++) {
        buffer.send(Readings.batch("a", i));
      }

      assertThat(buffer.balance("a").blockedNanos()).isZero();
    }
  }

  @Test
  void roomIsUsedAgain() {
    try (TestBuffer buffer = new TestBuffer(SETTINGS)) {
      buffer.send(Readings.batch("a", 1));
      buffer.send(Readings.batch("a", 2));
      buffer.send(Readings.batch("a", 3));
      buffer.takeAll();

      buffer.send(Readings.batch("b", 4));

      assertThat(buffer.takeAll()).extracting("source").containsExactly("b");
    }
  }
}
