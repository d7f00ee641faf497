package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway logs in which all fails all the time. */
class LogsIT {
  private static final int FAILURES = 10_000;

  @TempDir private Path folder;

  @Tag("long")
  @Test
  void tenThousandFailuresAreAFewLinesOfJsonThatSayHowMany() {
    Ended ended =
        new Launcher(folder)
            .with("plant/sensors/broken.camel.yaml", failing("broken", ""))
            // One that has Camel itself report.
            .with(
                "plant/sensors/own.camel.yaml",
                failing("own", "    errorHandler:\n      defaultErrorHandler: {}\n"))
            .with(
                "plant/sensors/fast.camel.yaml",
                RouteTexts.simulated("fast", "sensorId: FAST", "period: 10ms"))
            .with(
                "plant/sinks/press.camel.yaml",
                RouteTexts.sink(
                        "press",
                        """
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: "the press\\nis on fire"
                        """)
                    .replace("retry", "best-effort"))
            .with("plant/sinks/note.camel.yaml", RouteTexts.sink("note", "- to: mock:noted\n"))
            .run(
                "run",
                "--routes",
                "plant",
                "--for",
                "14s",
                "--log-format",
                "json",
                "--property",
                "entry.log-every=2s",
                "--property",
                "window.length=100ms");

    List<JsonObject> lines = ended.err().lines().map(Ended::parsed).toList();
    assertThat(lines).as(ended::everything).hasSizeBetween(5, 100);
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).containsKeys("timestamp", "level", "message"));
    assertThat(held(lines, "Route broken failed", "and (\\d+) more"))
        .as(ended::everything)
        .isBetween((long) FAILURES / 10, (long) FAILURES);
    // Of both routes, which the library does not tell apart.
    assertThat(held(lines, "lines like this of org.apache.camel", "^(\\d+) more lines"))
        .as(ended::everything)
        .isBetween((long) FAILURES / 10, 2L * FAILURES);
    assertThat(lines).anyMatch(line -> line.getString("message").startsWith("sink-press has lost"));
  }

  /** Returns the sum of what the lines say was held back. */
  private static long held(List<JsonObject> lines, String about, String count) {
    Pattern pattern = Pattern.compile(count);
    return lines.stream()
        .map(line -> line.getString("message"))
        .filter(message -> message.contains(about))
        .map(pattern::matcher)
        .filter(Matcher::find)
        .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
        .sum();
  }

  private static String failing(String id, String more) {
    return """
        - route:
            id: %s
        %s    from:
              uri: timer:%s
              parameters:
                period: 1
                repeatCount: %d
              steps:
                - throwException:
                    exceptionType: java.io.IOException
                    message: 'the "device" does not answer'
                - to: direct:readings
        """
        .formatted(id, more, id, FAILURES);
  }
}
