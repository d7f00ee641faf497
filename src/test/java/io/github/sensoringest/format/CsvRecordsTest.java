package io.github.sensoringest.format;

import static io.github.sensoringest.format.Payload.decode;
import static io.github.sensoringest.format.Payload.malformed;
import static io.github.sensoringest.format.Payload.options;
import static io.github.sensoringest.format.Payload.reading;
import static io.github.sensoringest.format.Payload.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {
  private static final DecodeOptions CSV = options(Format.CSV);

  @Test
  void rowWithAValueIsAReading() {
    assertThat(
            decode(
                CSV,
                "\ufeffid,timestamp,value,unit\r\n"
                    + "a,1764040211.5,21.5,°C\r\n"
                    + "\"b,\"\"x\"\"\",2025-11-25T03:10:11Z,-1e3,\r\n\r\n"
                    + "c,5,7,bar"))
        .containsExactly(
            reading("a", 1_764_040_211_500_000_000L, 21.5, "°C"),
            reading("b,\"x\"", 1_764_040_211_000_000_000L, -1000, ""),
            reading("c", 5_000_000_000L, 7, "bar"));
  }

  @Test
  void withoutAValueEachColumnIsASensor() {
    assertThat(decode(CSV, "time\ttemp\thum\n5\t21.5\t40\n6\t\t41\n"))
        .containsExactly(
            reading("temp", 5_000_000_000L, 21.5, ""),
            reading("hum", 5_000_000_000L, 40, ""),
            reading("hum", 6_000_000_000L, 41, ""));
  }

  @Test
  void columnsOfSeveralDevicesAreSensorsOfEach() {
    assertThat(decode(CSV, "id;time;temp\nd1;5,5;21,5\nd2;6;7\n"))
        .containsExactly(
            reading("d1.temp", 5_500_000_000L, 21.5, ""),
            reading("d2.temp", 6_000_000_000L, 7, ""));
  }

  @Test
  void headersMayHaveOtherNames() {
    assertThat(
            decode(
                Payload.named(Format.CSV, "sensorId=Gerät, value=Wert, timestamp=Zeit"),
                "Zeit;Gerät;Wert\n5;g;1,5\n"))
        .containsExactly(reading("g", 5_000_000_000L, 1.5, ""));
  }

  @Test
  void templateIsFilledWithTheColumn() {
    assertThat(decode(Payload.template(Format.CSV, "{source}/{column}"), "time,t\n5,1\n"))
        .containsExactly(reading("boiler/t", 5_000_000_000L, 1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c,5",
        "c,5,1,x,y",
        "c,noon,1,x",
        "c,5,hot,x",
        "c,5,\"1,5\",x",
        "c,5,,x",
        ",5,1,x",
        "\"c,5,1,x",
        "\"c\"x,5,1,x",
      })
  void rowThatIsNoReadingHindersNoOther(String row) {
    List<Object> records = decode(CSV, "id,time,value,unit\na,5,1,x\n" + row + "\nb,6,2,x\n");

    assertThat(readings(records))
        .containsExactly(
            reading("a", 5_000_000_000L, 1, "x"), reading("b", 6_000_000_000L, 2, "x"));
    assertThat(malformed(records))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.position()).isEqualTo("line 3");
              assertThat(it.text()).startsWith("id,time,value,unit\n");
            });
  }

  @Test
  void cellsThatAreNoNumbersAreOneRecordThatHoldsOnlyThem() {
    List<Object> records = decode(CSV, "time,a,b,c\n5,1,x,y\n");

    assertThat(readings(records)).containsExactly(reading("a", 5_000_000_000L, 1, ""));
    assertThat(malformed(records))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).isEqualTo("time,b,c\n5,x,y"));
  }

  @Test
  void headerThatSaysNothingIsSaid() {
    assertThat(malformed(decode(CSV, "a,b\n1,2\n")))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.problem()).contains("neither a column value nor a column timestamp"));
    assertThat(malformed(decode(Payload.named(Format.CSV, "value=w"), "id,time,value\na,1,2\n")))
        .singleElement()
        .satisfies(it -> assertThat(it.problem()).contains("no column w"));
  }

  @Test
  void textInQuotesMayHaveSeveralLines() {
    List<Object> records = decode(CSV, "id,value,note\na,1,\"x\ny\"\nb,z,\nc,3,\n");

    assertThat(readings(records)).extracting(it -> it.sensorId()).containsExactly("a", "c");
    assertThat(malformed(records))
        .singleElement()
        .satisfies(it -> assertThat(it.position()).isEqualTo("line 4"));
  }

  @Test
  void rowThatIsTooLongHindersNoOther() {
    List<Object> records =
        decode(
            Payload.bounded(Format.CSV, 0, 128), "id,value\na,1\n" + "x".repeat(300) + ",1\nb,2\n");

    assertThat(readings(records)).extracting(it -> it.sensorId()).containsExactly("a", "b");
    assertThat(malformed(records)).hasSize(1);
  }
}
