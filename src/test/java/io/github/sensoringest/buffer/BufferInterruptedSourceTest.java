package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Sender;
import io.github.sensoringest.buffer.TestBuffer.Told;
import io.github.sensoringest.reading.RejectReason;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel's own producer takes an interrupted wait for a success, and the message is gone. */
class BufferInterruptedSourceTest {
  private final Told told = new Told();
  private TestBuffer buffer;
  private Sender sender;

  @BeforeEach
  void interruptASourceThatWaits() {
    buffer = new TestBuffer("buffer.size=1");
    buffer.send(Readings.batch("a", 1));
    sender = buffer.sendInBackground(Readings.batchOf("b", 4), told);
    await().until(sender::isWaiting);
    sender.interrupt();
  }

  @AfterEach
  void close() {
    buffer.close();
  }

  @Test
  void itsMessageFails() {
    assertThat(sender.join().getException())
        .hasMessage("interrupted while waiting for room in the buffer");
  }

  @Test
  void itsReadingsAreCountedAsNotBuffered() {
    sender.join();

    assertThat(buffer.balance("b").rejected()).isEqualTo(Map.of(RejectReason.NOT_BUFFERED, 4L));
    assertThat(buffer.balance("b").missing()).isZero();
  }

  @Test
  void itIsToldOfTheFailure() {
    sender.join();

    assertThat(told.all())
        .containsExactly("failure: interrupted while waiting for room in the buffer");
  }

  @Test
  void itsThreadStaysInterrupted() {
    assertThat(sender.wasInterrupted()).isTrue();
  }

  @Test
  void itsMessageIsNotInTheBuffer() {
    sender.join();

    assertThat(buffer.takeAll()).extracting("source").containsExactly("a");
  }
}
