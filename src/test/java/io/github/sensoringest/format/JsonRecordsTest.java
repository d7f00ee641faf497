package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.NOW_SECONDS;
import static io.github.sensoringest.format.Payload.decode;
import static io.github.sensoringest.format.Payload.malformed;
import static io.github.sensoringest.format.Payload.options;
import static io.github.sensoringest.format.Payload.reading;
import static io.github.sensoringest.format.Payload.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.Malformed;
import io.github.sensoringest.reading.SensorReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordsTest {
  private static final DecodeOptions JSON = options(Format.JSON);
  private static final String A = "{\"sensorId\":\"a\",\"timestamp\":5,\"value\":1}";
  private static final String B = "{\"sensorId\":\"b\",\"timestamp\":6,\"value\":2}";
  private static final SensorReading READING_A = reading("a", 5_000_000_000L, 1, "");
  private static final SensorReading READING_B = reading("b", 6_000_000_000L, 2, "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        A + B,
        A + "\n" + B + "\n",
        "[" + A + "," + B + "]",
        "\ufeff[" + A + ",\n  " + B + "\n]\n",
        "[" + A + "]\n[" + B + "]",
        "\n\n" + A + " \r\n " + B,
      })
  void objectsComeInAnArrayOrOneAfterTheOther(String payload) {
    assertThat(decode(JSON, payload)).containsExactly(READING_A, READING_B);
  }

  @Test
  void objectMayBeOfSeveralLines() {
    assertThat(
            decode(JSON, "{\n  \"sensorId\": \"a\",\n  \"timestamp\": 5,\n  \"value\": 1\n}\n" + B))
        .containsExactly(READING_A, READING_B);
  }

  @Test
  void whatIsMissingIsNowAndWithoutUnit() {
    assertThat(
            decode(JSON, "{\"value\":1.5,\"sensorId\":7,\"unit\":null,\"other\":{\"value\":[3]}}"))
        .containsExactly(reading("7", NOW_SECONDS * 1_000_000_000L, 1.5, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "1764040211, 1764040211000000000",
    "1764040211.123456789, 1764040211123456789",
    "1764040211.1234567899, 1764040211123456789",
    "1.764040211123456789e9, 1764040211123456789",
    "17640402111234567.89E-7, 1764040211123456789",
    "-1.5, -1500000000",
    "0.000000001, 1",
    "1764040211123, 1764040211123000000",
    "1764040211123.5, 1764040211123500000",
    "1764040211123456, 1764040211123456000",
    "1764040211123456789, 1764040211123456789",
    "1e999999999, 9223372036854775807",
    "-1e999999999, -9223372036854775808",
    "1e-999999999, 0",
    "'\"2025-11-25T03:10:11.123456789Z\"', 1764040211123456789",
    "'\"2025-11-25T04:10:11.123456789+01:00\"', 1764040211123456789",
    "'\"2025-11-25 03:10:11\"', 1764040211000000000",
    "'\"2025-11-24t22:40:11-0430\"', 1764040211000000000",
    "'\"2025-11-25T04:10:11+01:00[Europe/Paris]\"', 1764040211000000000",
    "'\"Tue, 25 Nov 2025 03:10:11 GMT\"', 1764040211000000000",
    "'\"1970-01-01\"', 0",
    "'\"1764040211.5\"', 1764040211500000000",
    "'\"9999-01-01T00:00:00Z\"', 9223372036854775807",
  })
  void timeIsExactToTheNanosecond(String text, long epochNanos) {
    assertThat(decode(JSON, "{\"sensorId\":\"a\",\"value\":1,\"timestamp\":" + text + "}"))
        .containsExactly(reading("a", epochNanos, 1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"noon\"",
        "\"\"",
        "true",
        "[1]",
        "\"2025-02-29T00:00:00Z\"",
        "\"2025-11-25T25:00\"",
        "NaN"
      })
  void timeThatIsNoneIsSaid(String text) {
    List<Object> records =
        decode(JSON, "{\"sensorId\":\"a\",\"value\":1,\"timestamp\":" + text + "}" + B);

    assertThat(records).hasSize(2).last().isEqualTo(READING_B);
    assertThat(((Malformed) records.get(0)).problem()).contains("time", "write a number");
  }

  @ParameterizedTest
  @CsvSource({
    "21.5, 21.5", "-1e3, -1000", "'\"21.5\"', 21.5", "'\" 7 \"', 7",
    "NaN, NaN", "'\"NaN\"', NaN", "-Infinity, -Infinity", "'\"inf\"', Infinity",
    "1e999999999, Infinity", "'\"1e999999999\"', Infinity", "0.1, 0.1"
  })
  void valueIsANumberOrATextWithOne(String text, double value) {
    assertThat(decode(JSON, "{\"sensorId\":\"a\",\"timestamp\":5,\"value\":" + text + "}"))
        .containsExactly(reading("a", 5_000_000_000L, value, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"sensorId\":\"a\"}",
        "{\"sensorId\":\"a\",\"value\":null}",
        "{\"value\":1}",
        "{\"sensorId\":\"a\",\"value\":true}",
        "{\"sensorId\":\"a\",\"value\":\"0x10\"}",
        "{\"sensorId\":\"a\",\"value\":\"1,5\"}",
        "{\"sensorId\":\"a\",\"value\":1,\"value\":2}",
        "{\"sensorId\":{\"x\":1},\"value\":1}",
        "[[1]]",
        "[]  [7]",
        "\"text\"",
        "{\"sensorId\":\"a\",\"value\":",
        "{\"sensorId\":\"a\",\"value\":1,,}",
        "{\"sensorId\":\"a\",\"value\":1}}",
        "nonsense",
      })
  void lineThatIsNoReadingHindersNoOther(String line) {
    List<Object> records = decode(JSON, A + "\n" + line + "\n" + B + "\n");

    assertThat(records.get(0)).isEqualTo(READING_A);
    assertThat(records.get(records.size() - 1)).isEqualTo(READING_B);
    assertThat(malformed(records))
        .singleElement()
        .satisfies(it -> assertThat(it.position()).startsWith("record "));
  }

  @Test
  void elementThatIsNoReadingHindersNoOther() {
    List<Object> records =
        decode(JSON, "[" + A + ",5,{\"sensorId\":\"c\",\"value\":\"hot\"}," + B + "]");

    assertThat(readings(records)).containsExactly(READING_A, READING_B);
    assertThat(malformed(records)).hasSize(2);
    assertThat(malformed(records).get(1).text())
        .isEqualTo("{\"sensorId\":\"c\",\"value\":\"hot\"}");
    assertThat(malformed(records).get(1).problem())
        .isEqualTo("the value is 'hot': write a number such as 21.5");
  }

  @Test
  void arrayThatIsBrokenEndsThereAndSaysSo() {
    List<Object> records = decode(JSON, "[" + A + ",\n{\"sensorId\" 5},\n" + B + "\n]");

    assertThat(records).hasSize(2).first().isEqualTo(READING_A);
    assertThat(((Malformed) records.get(1)).problem()).contains("nothing behind it was read");
  }

  @Test
  void arrayWithoutAnEndIsSaid() {
    assertThat(malformed(decode(JSON, "[" + A + "," + B))).hasSize(1);
  }

  @Test
  void fieldsMayBeDeeperAndHaveOtherNames() {
    DecodeOptions names =
        Payload.named(
            Format.JSON, "sensorId=device.id, value=/data/1/t~1c, timestamp=at, unit=data.2");

    assertThat(
            decode(
                names,
                "{\"device\":{\"x\":1,\"id\":\"d\"},\"at\":5,"
                    + "\"data\":[0,{\"t/c\":21.5,\"value\":3},\"Cel\"]}"))
        .containsExactly(reading("d", 5_000_000_000L, 21.5, "Cel"));
  }

  @Test
  void idMayBeMadeOfTheTemplate() {
    assertThat(decode(Payload.template(Format.JSON, "plant/{source}/{id}"), A))
        .containsExactly(reading("plant/boiler/a", 5_000_000_000L, 1, ""));
  }

  @Test
  void recordThatIsTooLargeHindersNoOther() {
    String large = "{\"x\":\"" + "x".repeat(200) + "\",\"sensorId\":\"c\",\"value\":1}";
    for (String payload :
        List.of(A + "\n" + large + "\n" + B, "[" + A + "," + large + "," + B + "]")) {
      List<Object> records = decode(Payload.bounded(Format.JSON, 0, 128), payload);

      assertThat(readings(records)).containsExactly(READING_A, READING_B);
      assertThat(malformed(records).get(0).problem()).contains("more than maxRecord (128)");
    }
  }

  @Test
  void payloadThatIsTooLargeIsReadAsFarAsAllowedAndThatIsSaid() {
    List<Object> records = decode(Payload.bounded(Format.JSON, 100, 128), (A + "\n").repeat(10));

    assertThat(readings(records)).hasSize(2);
    assertThat(malformed(records).get(malformed(records).size() - 1).problem())
        .contains("larger than maxPayload (100 bytes)");
  }

  @Test
  void nestingAndNumbersAreBounded() {
    assertThat(malformed(decode(JSON, "[".repeat(100_000)))).isNotEmpty();
    assertThat(malformed(decode(JSON, "{\"a\":".repeat(10_000)))).isNotEmpty();
    assertThat(
            readings(
                decode(JSON, "{\"sensorId\":\"a\",\"value\":" + "9".repeat(5_000) + "}\n" + B)))
        .containsExactly(READING_B);
  }

  @Test
  void offsetIsBehindWhatWasReturned() throws Exception {
    byte[] payload = (A + "\n" + B + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    try (Records records =
        new Decoder(JSON, Payload.CLOCK).open(payload, null, java.util.Map.of())) {
      records.next();
      assertThat(records.offset()).isEqualTo(A.length());
      records.next();
      assertThat(records.offset()).isEqualTo(payload.length - 1);
      assertThat(records.next()).isNull();
      assertThat(records.offset()).isEqualTo(payload.length);
    }
  }

  @Test
  void mistakesInOptionsAreSaid() {
    assertThatThrownBy(() -> Payload.named(Format.JSON, "values=x"))
        .hasMessageContaining("did you mean 'value'?");
    assertThatThrownBy(() -> Payload.template(Format.JSON, "{idd}"))
        .hasMessageContaining("did you mean 'id'?");
    assertThatThrownBy(() -> DecodeOptions.DEFAULTS.withTimestampUnit("sec"))
        .hasMessageContaining("write one of auto, s, ms, us, ns");
    assertThatThrownBy(() -> Format.of("jsn")).hasMessageContaining("did you mean 'json'?");
  }
}
