package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.NOW_SECONDS;
import static io.github.sensoringest.format.Payload.decode;
import static io.github.sensoringest.format.Payload.malformed;
import static io.github.sensoringest.format.Payload.options;
import static io.github.sensoringest.format.Payload.reading;
import static io.github.sensoringest.format.Payload.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineRecordsTest {
  private static final DecodeOptions LINE = options(Format.LINE);

  @Test
  void eachFieldIsASensor() {
    assertThat(
            decode(
                LINE,
                "# a comment\n\nweather,site=north temperature=21.5,humidity=40i 1764040211000000001\r\n"
                    + "weather wind=3u"))
        .containsExactly(
            reading("weather,site=north.temperature", 1_764_040_211_000_000_001L, 21.5, ""),
            reading("weather,site=north.humidity", 1_764_040_211_000_000_001L, 40, ""),
            reading("weather.wind", NOW_SECONDS * 1_000_000_000L, 3, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-1.5, -1.5",
    "1e3, 1000",
    "1.5E-3, 0.0015",
    "12345678901234567890, 1.2345678901234567e19",
    "0.1, 0.1",
    "123456789.123456789, 123456789.123456789",
    "-9223372036854775808i, -9223372036854775808",
    "18446744073709551615u, 18446744073709551615",
    "1e400, Infinity",
    "NaN, NaN",
    ".5, 0.5"
  })
  void numberIsRead(String text, double value) {
    assertThat(decode(LINE, "m f=" + text + " 5")).containsExactly(reading("m.f", 5, value, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m f=\"a text, with = and \\\" and \\\\\" 5",
        "m f=\"of two\nlines\" 5",
        "m f=true 5",
        "m f=1x 5",
        "m f=-1u 5",
        "m f=1.5i 5",
        "m f=i 5",
        "m f=",
        "m",
        "m 5",
        "m f",
        "m f=1 x",
        "m f=1 5 6",
        "m f=1 99999999999999999999",
        ",t=1 f=1",
        "m =1",
      })
  void lineWithoutANumberIsOneMalformedRecordAndHindersNoOther(String line) {
    List<Object> records = decode(LINE, "a f=1 5\n" + line + "\nb f=2 6\n");

    assertThat(records.get(0)).isEqualTo(reading("a.f", 5, 1, ""));
    assertThat(records.get(records.size() - 1)).isEqualTo(reading("b.f", 6, 2, ""));
    assertThat(malformed(records))
        .singleElement()
        .satisfies(it -> assertThat(it.position()).isEqualTo("line 2"));
  }

  @Test
  void fieldsThatAreNoNumbersAreOneRecordThatHoldsOnlyThem() {
    List<Object> records = decode(LINE, "m,t=1 a=1,b=\"x\",c=true,d=2 5");

    assertThat(readings(records))
        .containsExactly(reading("m,t=1.a", 5, 1, ""), reading("m,t=1.d", 5, 2, ""));
    assertThat(malformed(records))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.text()).isEqualTo("m,t=1 b=\"x\",c=true 5");
              assertThat(it.problem())
                  .isEqualTo(
                      "b is a text, and only numbers are taken; c is true or false, and only"
                          + " numbers are taken");
            });
  }

  @Test
  void textInQuotesWithoutAnEndCostsOnlyItsLine() {
    List<Object> records = decode(LINE, "m f=\"x\nb f=2 6\nc f=3 7");

    assertThat(readings(records))
        .containsExactly(reading("b.f", 6, 2, ""), reading("c.f", 7, 3, ""));
    assertThat(malformed(records)).hasSize(1);
  }

  @Test
  void escapesAreTakenAway() {
    assertThat(
            decode(
                Payload.template(Format.LINE, "{measurement}|{tag:a b}|{tag:c}|{field}"),
                "my\\ room\\,1,a\\ b=x\\=y,c=d\\e te\\ mp\\=1=1 5"))
        .containsExactly(reading("my room,1|x=y|d\\e|te mp=1", 5, 1, ""));
  }

  @Test
  void tagThatIsMissingIsSaid() {
    assertThat(malformed(decode(Payload.template(Format.LINE, "{tag:host}"), "m,a=b f=1")))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.problem()).contains("made of {tag:host}, and this record has none"));
  }

  @Test
  void unitMayBeATag() {
    assertThat(decode(Payload.named(Format.LINE, "unit=u"), "m,u=Cel f=1 5"))
        .containsExactly(reading("m,u=Cel.f", 5, 1, "Cel"));
  }

  @ParameterizedTest
  @CsvSource({"s, 5000000000", "ms, 5000000", "us, 5000", "ns, 5", "auto, 5"})
  void precisionIsTheTimestampUnit(String unit, long nanos) {
    assertThat(decode(LINE.withTimestampUnit(unit), "m f=1 5"))
        .containsExactly(reading("m.f", nanos, 1, ""));
  }

  @Test
  void lineThatIsTooLongHindersNoOther() {
    String large = "m,t=" + "x".repeat(300) + " f=1 5\n";
    List<Object> records =
        decode(Payload.bounded(Format.LINE, 0, 128), "a f=1 5\n" + large + "b f=2 6\n");

    assertThat(readings(records))
        .containsExactly(reading("a.f", 5, 1, ""), reading("b.f", 6, 2, ""));
    assertThat(malformed(records).get(0).problem()).contains("longer than maxRecord (128 bytes)");
    assertThat(malformed(records).get(0).cut()).isTrue();
  }

  @Test
  void readingGoesOnFromTheOffset() throws Exception {
    byte[] payload = "a f=1,g=2 5\nb f=2 6\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (Records records = new Decoder(LINE, Payload.CLOCK).open(payload, null, Map.of())) {
      records.next();
      assertThat(records.offset()).isZero();
      records.next();
      assertThat(records.offset()).isEqualTo(12);
      records.next();
      assertThat(records.offset()).isEqualTo(payload.length);
    }
  }
}
