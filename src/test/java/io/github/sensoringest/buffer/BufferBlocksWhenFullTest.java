package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Sender;
import io.github.sensoringest.buffer.TestBuffer.Told;
import org.junit.jupiter.api.Test;

class BufferBlocksWhenFullTest {
  @Test
  void sourceWaitsWhileTheBufferIsFullAndGoesOnWhenThereIsRoom() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("a", 1));

      Sender sender = buffer.sendInBackground(Readings.batch("b", 2));
      await().until(sender::isWaiting);
      buffer.take();

      assertThat(sender.join().getException()).isNull();
      assertThat(buffer.takeAll()).extracting("source").containsExactly("b");
    }
  }

  @Test
  void bufferTakesAsManyMessagesAsItsSizeWithoutMakingAnyoneWait() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=3")) {
      for (int i = 0; i < 3; i++) {
        buffer.send(Readings.batch("a", i));
      }

      assertThat(buffer.balance("a").blockedNanos()).isZero();
      assertThat(buffer.takeAll()).hasSize(3);
    }
  }

  @Test
  void timeSpentWaitingIsMeasuredForTheSourceThatWaited() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("quick", 1));
      Sender sender = buffer.sendInBackground(Readings.batch("blocked", 2));
      await().until(sender::isWaiting);
      buffer.take();
      sender.join();

      assertThat(buffer.balance("blocked").blockedNanos()).isPositive();
      assertThat(buffer.balance("quick").blockedNanos()).isZero();
    }
  }

  @Test
  void nothingIsDroppedOrRefusedForWaiting() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(Readings.batch("a", 1));
      Sender sender = buffer.sendInBackground(Readings.batch("a", 2));
      await().until(sender::isWaiting);
      buffer.take();
      sender.join();

      assertThat(buffer.balance("a").dropped()).isZero();
      assertThat(buffer.balance("a").rejected()).isEmpty();
    }
  }

  @Test
  void sourceIsToldOnlyWhenItsMessageIsDoneAndNotWhenItIsBuffered() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      Told told = new Told();
      buffer.send(Readings.batch("a", 1), told);
      assertThat(told.all()).isEmpty();

      TestBuffer.done(buffer.take());

      assertThat(told.all()).containsExactly("complete");
    }
  }

  @Test
  void messagesOfOneSourceStayInOrder() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=100")) {
      for (int i = 0; i < 100; i++) {
        buffer.send(Readings.batch("a", i));
      }

      assertThat(buffer.takeAll())
          .extracting(batch -> batch.get(0).timestamp().toEpochMilli())
          .isSorted()
          .hasSize(100);
    }
  }
}
