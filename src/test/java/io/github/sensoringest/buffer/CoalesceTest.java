package io.github.sensoringest.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.Readings;
import io.github.sensoringest.buffer.TestBuffer.Told;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoalesceTest {
  private final List<Rejection> rejections = new ArrayList<>();
  private TestBuffer buffer;

  @BeforeEach
  void open() throws Exception {
    buffer = open("ingest.coalesce=4");
  }

  @AfterEach
  void close() {
    buffer.close();
  }

  private TestBuffer open(String... settings) throws Exception {
    TestBuffer opened = new TestBuffer(settings);
    opened
        .camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:rejected")
                    .process(e -> rejections.add(e.getMessage().getBody(Rejection.class)));
              }
            });
    return opened;
  }

  @Test
  void takesAlongWhatWaits() throws Exception {
    send("a", "b", "c");

    assertThat(coalesce(buffer)).extracting("source").containsExactly("a", "b", "c");
  }

  @Test
  void takesNoMoreThanItsLimit() throws Exception {
    send("a", "b", "c", "d", "e", "f");

    assertThat(coalesce(buffer)).extracting("source").containsExactly("a", "b", "c", "d");
    assertThat(buffer.takeAll()).extracting("source").containsExactly("e", "f");
  }

  @Test
  void limitOfOneTakesNothingAlong() throws Exception {
    try (TestBuffer single = open("ingest.coalesce=1")) {
      single.send(Readings.batch("a", 1));
      single.send(Readings.batch("b", 1));

      assertThat(coalesce(single)).extracting("source").containsExactly("a");
    }
  }

  @Test
  void doesNotWaitForMoreThanIsThere() throws Exception {
    send("a");

    assertThat(coalesce(buffer)).extracting("source").containsExactly("a");
  }

  @Test
  void completionsRunOnlyWhenTheCoalescedExchangeIsDone() throws Exception {
    Told first = new Told();
    Told second = new Told();
    buffer.send(Readings.batch("a", 1), first);
    buffer.send(Readings.batch("b", 1), second);
    Exchange exchange = next(buffer);

    process(buffer, exchange);
    assertThat(first.all()).isEmpty();
    assertThat(second.all()).isEmpty();

    TestBuffer.done(exchange);
    assertThat(first.all()).containsExactly("complete");
    assertThat(second.all()).containsExactly("complete");
  }

  @Test
  void failureReachesEachSourceOnce() throws Exception {
    Told first = new Told();
    Told second = new Told();
    Told third = new Told();
    buffer.send(Readings.batch("a", 1), first);
    buffer.send(Readings.batch("b", 1), second);
    buffer.send(Readings.batch("c", 1), third);
    Exchange exchange = next(buffer);

    process(buffer, exchange);
    exchange.setException(TestBuffer.failure("disk full"));
    TestBuffer.done(exchange);

    assertThat(List.of(first.all(), second.all(), third.all()))
        .containsOnly(List.of("failure: disk full"));
  }

  @Test
  void foreignBodyIsRefusedAndTheOthersGoOn() throws Exception {
    send("a");
    buffer.send(TestBuffer.READINGS, exchange -> exchange.getMessage().setBody("hello"));
    send("b");

    assertThat(coalesce(buffer)).extracting("source").containsExactly("a", "b");
    assertThat(rejections).extracting(Rejection::payload).containsExactly("hello");
    assertThat(buffer.balance("seda:readings").rejected())
        .isEqualTo(Map.of(RejectReason.NOT_A_READING, 1L));
    assertThat(buffer.balance("seda:readings").missing()).isZero();
  }

  @Test
  void foreignBodyAloneLeavesAnEmptyChunk() throws Exception {
    buffer.send(TestBuffer.READINGS, exchange -> exchange.getMessage().setBody("hello"));

    assertThat(coalesce(buffer)).isEmpty();
  }

  @Property(tries = 60)
  void whateverTheChunksTheirUnionIsWhatWasSentInItsOrder(
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 6) Integer> sentBetweenChunks)
      throws Exception {
    try (TestBuffer small = open("ingest.coalesce=" + limit)) {
      List<ReadingBatch> sent = new ArrayList<>();
      List<ReadingBatch> came = new ArrayList<>();
      for (int messages : sentBetweenChunks) {
        for (int i = 0; i < messages; i++) {
          ReadingBatch batch = Readings.batch("source-" + i, sent.size());
          sent.add(batch);
          small.send(batch);
        }
        came.addAll(coalesce(small));
      }
      for (List<ReadingBatch> chunk = coalesce(small); !chunk.isEmpty(); chunk = coalesce(small)) {
        assertThat(chunk).hasSizeLessThanOrEqualTo(limit);
        came.addAll(chunk);
      }

      assertThat(came).isEqualTo(sent);
    }
  }

  private void send(String... sources) {
    for (String source : sources) {
      buffer.send(Readings.batch(source, 1));
    }
  }

  /** Coalesces the next chunk, which is empty if nothing waits. */
  private static List<ReadingBatch> coalesce(TestBuffer from) throws Exception {
    Exchange exchange = next(from);
    if (exchange == null) {
      return List.of();
    }
    process(from, exchange);
    return ((List<?>) exchange.getMessage().getBody())
        .stream().map(ReadingBatch.class::cast).toList();
  }

  /** Takes a message out of the buffer, as the consumer of the ingest route does. */
  private static Exchange next(TestBuffer from) {
    Exchange exchange = from.take();
    if (exchange != null) {
      exchange
          .getExchangeExtension()
          .setFromEndpoint(from.camel().getEndpoint(TestBuffer.READINGS));
    }
    return exchange;
  }

  private static void process(TestBuffer from, Exchange exchange) throws Exception {
    from.camel().getRegistry().lookupByNameAndType("coalesce", Processor.class).process(exchange);
  }
}
