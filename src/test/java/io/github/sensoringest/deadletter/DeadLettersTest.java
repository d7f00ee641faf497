package io.github.sensoringest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  @TempDir Path data;

  private final ManualClock clock = ManualClock.atMillis(1_234);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private DeadLetterBeans beans;

  @BeforeEach
  void configure() throws Exception {
    beans =
        new DeadLetterBeans(
            TestSettings.with("data.folder=" + data, "dead-letters.max-payload=20"),
            source -> source.equals("boiler") ? Optional.of("sensors/b.yaml") : Optional.empty(),
            clock);
    beans.configure(camel);
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void readingIsKeptWithWhereItCameFromAndWhy() throws Exception {
    SensorReading reading = Readings.at("B", 7);

    assertThat(kept(new Rejection("boiler", RejectReason.TOO_OLD, "it is old", reading)))
        .usingRecursiveComparison()
        .ignoringFields("id")
        .isEqualTo(
            new DeadLetter(
                "",
                Instant.ofEpochMilli(1_234),
                "boiler",
                Optional.of("sensors/b.yaml"),
                "too-old",
                "it is old",
                new Payload.OfReading(reading)));
  }

  @Test
  void sourceWithoutAFileHasNone() throws Exception {
    assertThat(kept(new Rejection("kiln", RejectReason.TOO_OLD, "old", null)).file()).isEmpty();
  }

  @Test
  void nothingIsKeptAsNothing() throws Exception {
    assertThat(payload(null)).isEqualTo(new Payload.OfNothing());
  }

  @Test
  void longTextIsCutAndSaysSo() throws Exception {
    assertThat(payload("short")).isEqualTo(new Payload.OfText(Payload.TEXT, "short", false));
    assertThat(payload("x".repeat(21)))
        .isEqualTo(new Payload.OfText(Payload.TEXT, "x".repeat(20), true));
  }

  @Test
  void bytesAreKeptAsText() throws Exception {
    assertThat(payload("äöü".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Payload.OfText(Payload.BYTES, "äöü", false));
  }

  @Test
  void otherThingsAreDescribed() throws Exception {
    assertThat(payload(List.of(1, 2)))
        .isInstanceOfSatisfying(
            Payload.OfText.class, text -> assertThat(text.text()).isEqualTo("[1, 2]"));
    assertThat(payload(new Unspeakable()))
        .isInstanceOfSatisfying(
            Payload.OfText.class, text -> assertThat(text.text()).startsWith("it cannot be "));
  }

  @Test
  void readingWithAnEndlessIdIsCutAndCannotBeReplayed() throws Exception {
    Payload payload = payload(Readings.at("x".repeat(1_000), 1));

    assertThat(payload.canBeReplayed()).isFalse();
  }

  @Test
  void idsDiffer() throws Exception {
    for (int i = 0; i < 50; i++) {
      reject(new Rejection("a", RejectReason.FAILED, "", null));
    }
    assertThat(all()).extracting(DeadLetter::id).hasSize(50).doesNotHaveDuplicates();
  }

  private static final class Unspeakable {
    @Override
    public String toString() {
      throw new IllegalStateException("I would rather not");
    }
  }

  private Payload payload(Object refused) throws Exception {
    return kept(new Rejection("a", RejectReason.NOT_A_READING, "", refused)).payload();
  }

  private DeadLetter kept(Rejection rejection) throws Exception {
    reject(rejection);
    List<DeadLetter> all = all();
    return all.get(all.size() - 1);
  }

  private void reject(Rejection rejection) throws Exception {
    DefaultExchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(rejection);
    camel.getRegistry().lookupByNameAndType("deadLetters", Processor.class).process(exchange);
  }

  private List<DeadLetter> all() throws IOException {
    beans.flush(Duration.ofSeconds(30));
    List<DeadLetter> all = new ArrayList<>();
    new DeadLetterFolder(data).read((letter, replayed) -> all.add(letter));
    return all;
  }
}
