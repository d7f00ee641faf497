package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.buffer.TestBuffer.Sender;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A {@code seda:} queue carries what it does in Camel, be it a reading or not. */
class BufferOtherBodiesTest {
  @Test
  void textGoesThroughWithItsHeaders() {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer.send(
          TestBuffer.READINGS,
          exchange -> {
            exchange.getMessage().setBody("hello");
            exchange.getMessage().setHeader("colour", "red");
          });

      Exchange taken = buffer.take();
      assertThat(taken.getMessage().getBody()).isEqualTo("hello");
      assertThat(taken.getMessage().getHeader("colour")).isEqualTo("red");
    }
  }

  @Test
  void replyComesBack() throws Exception {
    try (TestBuffer buffer = new TestBuffer()) {
      buffer
          .camel()
          .addRoutes(
              new RouteBuilder() {
                @Override
                public void configure() {
                  from("seda:ask").transform(body().append(" back"));
                }
              });

      assertThat(buffer.camel().createProducerTemplate().requestBody("seda:ask", "hello"))
          .isEqualTo("hello back");
    }
  }

  @Test
  void senderWaitsWhileTheQueueIsFull() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(TestBuffer.READINGS, exchange -> exchange.getMessage().setBody("one"));
      Sender sender = text(buffer, "two");
      await().until(sender::isWaiting);

      buffer.take();

      assertThat(sender.join().getException()).isNull();
      assertThat(buffer.take().getMessage().getBody()).isEqualTo("two");
    }
  }

  @Test
  void senderThatIsInterruptedWhileItWaitsFails() {
    try (TestBuffer buffer = new TestBuffer("buffer.size=1")) {
      buffer.send(TestBuffer.READINGS, exchange -> exchange.getMessage().setBody("one"));
      Sender sender = text(buffer, "two");
      await().until(sender::isWaiting);

      sender.interrupt();

      assertThat(sender.join().getException())
          .hasMessage("interrupted while waiting for room in the buffer");
      assertThat(sender.wasInterrupted()).isTrue();
    }
  }

  private static Sender text(TestBuffer buffer, String text) {
    return new Sender(
        () -> buffer.send(TestBuffer.READINGS, exchange -> exchange.getMessage().setBody(text)));
  }
}
