package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.window.Statistics;
import io.github.sensoringest.window.WindowJson;
import io.github.sensoringest.window.WindowSummary;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowLineTest {
  @Test
  void textHasColumnsForPeople() {
    assertThat(WindowLine.text(row("TEMP_02", 200, 9.97123)).replaceAll(" +", " "))
        .isEqualTo(
            "TEMP_02 2026-11-22 10:15:30 to 10:15:40 UTC 200 readings mean 50.123 min 21.3"
                + " max 79.88 sd 9.9712 celsius");
  }

  @Test
  void windowThatIsSummarizedAgainSaysSo() {
    WindowSummary first = row("A", 2, 1);
    WindowSummary second =
        new WindowSummary(
            first.source(),
            first.sensorId(),
            first.start(),
            first.end(),
            first.unit(),
            3,
            0,
            first.statistics());

    assertThat(WindowLine.text(second)).endsWith(" celsius (revision 3)");
  }

  @Test
  void singleReadingHasNoDeviation() {
    assertThat(WindowLine.text(row("A", 1, Double.NaN))).contains("1 reading ", "sd - ");
    assertThat(WindowJson.of(row("A", 1, Double.NaN))).contains("\"standardDeviation\":null");
  }

  @Test
  void jsonHasTheNumbersInFull() {
    assertThat(WindowJson.of(row("A", 2, 9.97123)))
        .contains(
            "\"count\":2", "\"standardDeviation\":9.97123", "\"start\":\"2026-11-22T10:15:30Z\"");
  }

  @Test
  void hostileSensorIdStaysOneLine() {
    assertThat(WindowLine.text(row("A\nB\r", 2, 1))).hasLineCount(1).doesNotContain("\r");
    assertThat(WindowJson.of(row("A\n\"B\"\r", 2, 1))).hasLineCount(1).contains("A\\n\\\"B\\\"\\r");
  }

  private static WindowSummary row(String sensorId, long count, double deviation) {
    Instant start = Instant.parse("2026-11-22T10:15:30Z");
    return new WindowSummary(
        "temp",
        sensorId,
        start,
        start.plusSeconds(10),
        "celsius",
        0,
        0,
        new Statistics(count, 100, 50.12345, 21.3, 79.88, deviation, 50, 51, 50, 70, 79));
  }
}
