package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.window.WindowSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

class WindowsOutputTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  @Test
  void tableHasAHeadAndARowForEachWindow() {
    assertThat(
            written(
                out -> WindowsOutput.table(out, true),
                WindowSummaries.of("plant", "A", START, 1, 3),
                WindowSummaries.of("plant", "A", START.plusMillis(10_500), 5),
                WindowSummaries.of("plant", "B\u001b[31m", START, 7)))
        .isEqualToNormalizingNewlines(
            """
            A of plant in celsius  ▁█  means 2 to 5
              start (UTC)              length     readings       mean        min        max         sd        p95
              2026-11-25 10:00:00      10s               2          2          1          3     1.4142          3
              2026-11-25 10:00:10.500  10s               1          5          5          5          -          5

            B?[31m of plant in celsius  ▄  means 7 to 7
              start (UTC)              length     readings       mean        min        max         sd        p95
              2026-11-25 10:00:00      10s               1          7          7          7          -          7
            """);
  }

  @Test
  void csvQuotesWhatNeedsItAndLosesNothing() {
    String csv =
        written(WindowsOutput::csv, WindowSummaries.of("a,b", "say \"x\"\r\n", START, 0.1));

    assertThat(csv)
        .isEqualTo(
            "source,sensor,start,end,unit,readings,mean,min,max,sd,sum,first,last,rate,p50,p95,p99,"
                + "flagged,revision\r\n"
                + "\"a,b\",\"say \"\"x\"\"\r\n\",2026-11-25T10:00:00Z,2026-11-25T10:00:10Z,celsius,"
                + "1,0.1,0.1,0.1,,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0,0\r\n");
  }

  @Test
  void jsonIsAnObjectInEachLine() throws Exception {
    List<String> lines =
        written(
                WindowsOutput::json,
                WindowSummaries.of("a", "A\n", START, 1, 3),
                WindowSummaries.of("a", "B", START, 1))
            .lines()
            .toList();

    assertThat(lines).hasSize(2);
    JsonObject first = (JsonObject) Jsoner.deserialize(lines.get(0));
    JsonObject second = (JsonObject) Jsoner.deserialize(lines.get(1));
    assertThat(first.getString("sensorId")).isEqualTo("A\n");
    assertThat(first.getDouble("mean")).isEqualTo(2);
    assertThat(second).containsEntry("standardDeviation", null);
  }

  private static String written(
      Function<PrintWriter, WindowsOutput> format, WindowSummary... windows) {
    StringWriter text = new StringWriter();
    WindowsOutput output = format.apply(new PrintWriter(text));
    List.of(windows).forEach(output::add);
    output.end();
    return text.toString();
  }
}
