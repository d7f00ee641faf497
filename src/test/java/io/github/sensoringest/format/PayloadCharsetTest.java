package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.malformed;
import static io.github.sensoringest.format.Payload.reading;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadCharsetTest {
  private static final Map<String, String> ATTRIBUTES = Map.of(Decoding.SOURCE, "boiler");

  private static List<Object> decode(byte[] payload, String contentType) {
    Decoder decoder = new Decoder(DecodeOptions.DEFAULTS, Payload.CLOCK);
    List<Object> whole = decoder.decode(payload, contentType, ATTRIBUTES);
    assertThat(decoder.decode(Payload.pieces(payload, 3), contentType, ATTRIBUTES))
        .isEqualTo(whole);
    return whole;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "text/csv; charset=iso-8859-1,               ISO-8859-1",
        "text/csv;header=present;Charset=\"LATIN1\", ISO-8859-1",
        "text/csv; charset=windows-1252,             windows-1252",
        "text/csv; charset=utf-16,                   UTF-16",
        "text/csv; charset=utf-8,                    UTF-8",
        "text/csv,                                   UTF-8"
      })
  void csvIsReadInTheCharsetOfTheContentType(String contentType, String charset) {
    String text = "id,timestamp,value,unit\nGerät,5,21.5,°C\n";

    assertThat(decode(text.getBytes(Charset.forName(charset)), contentType))
        .containsExactly(reading("Gerät", 5_000_000_000L, 21.5, "°C"));
  }

  @Test
  void soAreJsonAndLineProtocol() {
    String json = "{\"sensorId\": \"Gerät\", \"timestamp\": 5, \"value\": 21.5, \"unit\": \"°C\"}";
    String line = "Gerät temp=21.5 5000000000\n";

    assertThat(decode(json.getBytes(ISO_8859_1), "application/json; charset=iso-8859-1"))
        .containsExactly(reading("Gerät", 5_000_000_000L, 21.5, "°C"));
    assertThat(decode(line.getBytes(ISO_8859_1), "application/vnd.influx; charset=iso-8859-1"))
        .containsExactly(reading("Gerät.temp", 5_000_000_000L, 21.5, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv; charset=klingon", "text/csv; charset=\"?!\""})
  void payloadInAnUnknownCharsetIsRefusedAsAWhole(String contentType) {
    List<Object> records = decode("id,value\na,1\nb,2\n".getBytes(UTF_8), contentType);

    assertThat(malformed(records))
        .singleElement()
        .satisfies(refused -> assertThat(refused.problem()).contains("charset", "is unknown"));
    assertThat(records).hasSize(1);
  }

  @Test
  void textThatIsOneAlreadyIsLeftAsItIs() {
    Decoder decoder = new Decoder(DecodeOptions.DEFAULTS, Payload.CLOCK);

    assertThat(
            decoder.decode(
                "id,timestamp,value,unit\na,5,1,°C\n", "text/csv; charset=iso-8859-1", ATTRIBUTES))
        .containsExactly(reading("a", 5_000_000_000L, 1, "°C"));
  }

  @Test
  void longTextWithPairsOfCharactersComesOutWhole() throws IOException {
    String text = "a\ud83d\udd25°".repeat(10_000);

    try (AsUtf8 stream =
        new AsUtf8(
            new ByteArrayInputStream(text.getBytes("UTF-16LE")), Charset.forName("UTF-16LE"))) {
      assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo(text);
    }
  }
}
