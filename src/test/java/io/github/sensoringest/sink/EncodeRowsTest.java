package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SourcedReading;
import io.github.sensoringest.window.WindowSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class EncodeRowsTest {
  private static final WindowSummary WINDOW =
      WindowSummaries.of("oven", "T 1", Instant.parse("2026-01-01T00:00:00Z"), 1, 2);
  private static final WindowSummary SINGLE =
      WindowSummaries.of("oven", "T 1", Instant.parse("2026-01-01T00:00:00Z"), 1);
  private static final Alarm ALARM =
      new Alarm(
          "oven",
          "T,1",
          "silence",
          Alarm.State.RAISED,
          Instant.parse("2026-01-01T00:00:00.5Z"),
          "says \"nothing\"\nsince 10 s",
          Double.NaN);
  private static final SourcedReading READING =
      new SourcedReading(
          "oven", new SensorReading("T\"1", 1_767_225_600_123_456_789L, 21.5, "celsius"));

  private static Object encode(EncodeRows encode, Object... rows) {
    encode.init();
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setBody(List.of(rows));
    encode.process(exchange);
    return exchange.getMessage().getBody();
  }

  private static String together(String format, boolean header, Object... rows) {
    EncodeRows encode = new EncodeRows();
    encode.setFormat(format);
    encode.setHeader(header);
    return new String((byte[]) encode(encode, rows), StandardCharsets.UTF_8);
  }

  @Test
  void readingInJsonIsOneThatTheGatewayTakesIn() {
    assertThat(together("json", false, READING))
        .isEqualTo(
            "{\"type\":\"reading\",\"source\":\"oven\",\"sensorId\":\"T\\\"1\","
                + "\"timestamp\":\"2026-01-01T00:00:00.123456789Z\",\"value\":21.5,"
                + "\"unit\":\"celsius\"}\n");
  }

  @Test
  void rowsInJsonAreALineEach() {
    assertThat(together("json", true, WINDOW, ALARM).lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"type\":\"window\"");
  }

  @Test
  void headerInCsvNamesAsManyColumnsAsTheRowsHave() {
    for (Object row : List.of(WINDOW, SINGLE, READING)) {
      List<String> lines = together("csv", true, row).lines().toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(lines.get(0).split(",", -1));
    }
  }

  @Test
  void figureThatIsNoNumberIsEmptyInCsv() {
    assertThat(together("csv", false, SINGLE)).contains(",,").doesNotContain("NaN");
  }

  @Test
  void textWithACommaOrALineEndIsQuotedInCsv() {
    assertThat(together("csv", true, ALARM))
        .isEqualTo(
            "source,sensorId,kind,state,at,value,detail\n"
                + "oven,\"T,1\",silence,raised,2026-01-01T00:00:00.500Z,,"
                + "\"says \"\"nothing\"\"\nsince 10 s\"\n");
  }

  @Test
  void lineProtocolEscapesTagsAndStrings() {
    assertThat(together("line", true, ALARM))
        .isEqualTo(
            "alarm,source=oven,sensor=T\\,1,kind=silence raised=true,"
                + "detail=\"says \\\"nothing\\\" since 10 s\" 1767225600500000000\n");
  }

  @Test
  void lineProtocolOfAReadingIsExactToTheNanosecond() {
    assertThat(together("line", false, READING))
        .isEqualTo("reading,source=oven,sensor=T\"1,unit=celsius value=21.5 1767225600123456789\n");
  }

  @Test
  void lineProtocolLeavesOutWhatIsNoNumber() {
    assertThat(together("line", false, SINGLE))
        .startsWith("window,source=oven,sensor=T\\ 1")
        .contains(" count=1i,sum=1.0,")
        .doesNotContain("stddev", "NaN")
        .endsWith(" 1767225600000000000\n");
  }

  @Test
  void tagThatEndsWithABackslashTakesNothingOfWhatFollows() {
    SourcedReading reading = new SourcedReading("a\\", new SensorReading("s", 1, 2, ""));
    assertThat(together("line", false, reading))
        .isEqualTo("reading,source=a\\\\ ,sensor=s value=2.0 1\n");
  }

  @Test
  void eachRowKnowsItsSourceAndSensor() {
    EncodeRows encode = new EncodeRows();
    encode.setEach(true);
    List<?> rows = (List<?>) encode(encode, WINDOW, ALARM, READING);
    assertThat(rows)
        .extracting(row -> ((EncodedRow) row).source() + "/" + ((EncodedRow) row).sensorId())
        .containsExactly("oven/T 1", "oven/T,1", "oven/T\"1");
    assertThat(rows)
        .allSatisfy(row -> assertThat(((EncodedRow) row).payload()).doesNotContain((byte) '\n'));
  }

  @Test
  void unknownFormatIsRefusedWithTheOnesThatThereAre() {
    EncodeRows encode = new EncodeRows();
    encode.setFormat("xml");
    assertThatThrownBy(encode::init)
        .hasMessageContaining("format must be json, csv or line, not 'xml'");
  }
}
