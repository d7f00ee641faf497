package io.github.sensoringest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterLinesTest {
  @Property(tries = 500)
  void readingComesBackAsItWas(
      @ForAll String source,
      @ForAll String detail,
      @ForAll String sensorId,
      @ForAll String unit,
      @ForAll long epochNanos,
      @ForAll long valueBits,
      @ForAll int flags) {
    SensorReading reading =
        new SensorReading(
            wellFormed(sensorId),
            epochNanos,
            Double.longBitsToDouble(valueBits),
            wellFormed(unit),
            flags);
    DeadLetter letter =
        new DeadLetter(
            "1",
            Instant.ofEpochMilli(epochNanos / 1_000_000),
            wellFormed(source),
            Optional.empty(),
            "failed",
            wellFormed(detail),
            new Payload.OfReading(reading));

    assertThat(roundTrip(letter)).contains(letter);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.1})
  void valueThatJsonHasNoNumberForComesBack(double value) {
    DeadLetter letter =
        Letters.with(
            "1",
            new Payload.OfReading(new SensorReading("S", 1_700_000_000_123_456_789L, value, null)));

    assertThat(roundTrip(letter)).contains(letter);
  }

  @Test
  void readingWithoutAnIdComesBackWithoutOne() {
    DeadLetter letter =
        Letters.with("1", new Payload.OfReading(new SensorReading(null, 1, 2, null)));

    assertThat(roundTrip(letter)).contains(letter);
  }

  @Test
  void textAndNothingComeBack() {
    DeadLetter text = Letters.with("1", new Payload.OfText(Payload.TEXT, "a\nb\u2028\"c\"", true));
    DeadLetter nothing = Letters.with("2", new Payload.OfNothing());

    assertThat(roundTrip(text)).contains(text);
    assertThat(roundTrip(nothing)).contains(nothing);
  }

  @Test
  void letterIsOneLine() {
    DeadLetter letter = Letters.with("1", new Payload.OfText(Payload.TEXT, "a\r\nb", false));

    assertThat(text(letter)).endsWith("\n").hasLineCount(1);
  }

  @Test
  void anyBeginningOfALineIsNoLetter() {
    String line = text(Letters.of("1")).stripTrailing();

    for (int length = 0; length < line.length(); length++) {
      assertThat(DeadLetterLines.read(line.substring(0, length))).isEmpty();
    }
    assertThat(DeadLetterLines.read(line)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[]", "{}", "{\"id\":\"1\"}", "nonsense", "{\"id\":1}"})
  void somethingElseIsNoLetter(String line) {
    assertThat(DeadLetterLines.read(line)).isEmpty();
  }

  private static Optional<DeadLetter> roundTrip(DeadLetter letter) {
    return DeadLetterLines.read(text(letter));
  }

  private static String text(DeadLetter letter) {
    return new String(DeadLetterLines.write(List.of(letter)), StandardCharsets.UTF_8);
  }

  /** Half of a pair of characters is none, and UTF-8 has nothing for it. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
