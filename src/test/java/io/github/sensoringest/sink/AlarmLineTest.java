package io.github.sensoringest.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.alarm.Alarm;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmLineTest {
  @Test
  void textIsASentenceForPeople() {
    assertThat(AlarmLine.text(alarm("boiler", "TEMP_02", 131)))
        .isEqualTo(
            "ALARM raised TEMP_02 (boiler) above-max at 2026-11-22 10:15:30 UTC: 131 is above the"
                + " max of 125");
  }

  @Test
  void sourceThatIsCalledAsTheSensorIsNotSaidTwice() {
    assertThat(AlarmLine.text(alarm("scale", "scale", 131))).startsWith("ALARM raised scale above");
  }

  @Test
  void jsonHasEverything() {
    assertThat(AlarmLine.json(alarm("boiler", "TEMP_02", 131)))
        .isEqualTo(
            "{\"type\":\"alarm\",\"state\":\"raised\",\"source\":\"boiler\",\"sensorId\":\"TEMP_02\","
                + "\"kind\":\"above-max\",\"at\":\"2026-11-22T10:15:30Z\",\"value\":131.0,"
                + "\"detail\":\"131 is above the max of 125\"}");
  }

  @Test
  void alarmAboutNoReadingHasNoValue() {
    assertThat(AlarmLine.json(alarm("boiler", "A", Double.NaN))).contains("\"value\":null");
  }

  @Test
  void hostileSensorIdStaysOneLine() {
    assertThat(AlarmLine.text(alarm("a", "A\nB\r", 2))).hasLineCount(1).doesNotContain("\r");
    assertThat(AlarmLine.json(alarm("a", "A\n\"B\"\r", 2))).hasLineCount(1);
  }

  private static Alarm alarm(String source, String sensorId, double value) {
    return new Alarm(
        source,
        sensorId,
        "above-max",
        Alarm.State.RAISED,
        Instant.parse("2026-11-22T10:15:30Z"),
        "131 is above the max of 125",
        value);
  }
}
