package io.github.sensoringest;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogRepeatsTest {
  private final ManualClock clock = ManualClock.atMillis(1_000_000);
  private final LogRepeats repeats = new LogRepeats(clock);
  private final LogLines told = new LogLines(LogRepeats.class.getName());

  @AfterEach
  void close() {
    told.close();
  }

  private boolean isWritten(String logger, Level level, String text) {
    return repeats.filter(
            Log4jLogEvent.newBuilder()
                .setLoggerName(logger)
                .setLevel(level)
                .setMessage(new SimpleMessage(text))
                .build())
        != Filter.Result.DENY;
  }

  private int written(int lines) {
    int written = 0;
    for (int i = 0; i < lines; i++) {
      if (isWritten("org.example", Level.ERROR, "Message ID-7F3A-" + i + " failed after " + i)) {
        written++;
      }
    }
    return written;
  }

  @Test
  void tenThousandLinesOfAKindAreAFewAndTheirNumber() {
    assertThat(written(10_000)).isEqualTo(LogRepeats.WRITTEN);

    clock.advance(LogRepeats.STRETCH);

    assertThat(isWritten("io.github.sensoringest.gateway", Level.INFO, "It runs")).isTrue();
    assertThat(told.all())
        .containsExactly(
            "9995 more lines like this of org.example were left out: Message ID-7F3A-0 failed after"
                + " 0");
    assertThat(written(10_000)).isEqualTo(LogRepeats.WRITTEN);
  }

  @Test
  void linesOfOtherKindsAreWritten() {
    written(100);

    assertThat(isWritten("org.example", Level.ERROR, "Something else")).isTrue();
    assertThat(isWritten("org.other", Level.ERROR, "Message ID-7F3A-1 failed after 1")).isTrue();
  }

  @Test
  void theGatewaysOwnLinesAreAllWritten() {
    for (int i = 0; i < 100; i++) {
      assertThat(isWritten("io.github.sensoringest.live", Level.WARN, "a.camel.yaml: x")).isTrue();
    }
  }

  @Test
  void nothingIsSaidIfNothingWasLeftOut() {
    written(LogRepeats.WRITTEN);
    clock.advance(LogRepeats.STRETCH);

    assertThat(written(1)).isEqualTo(1);
    assertThat(told.all()).isEmpty();
  }
}
