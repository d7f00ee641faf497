package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of 10 s over two runs of the gateway; it is 100 s past 1970. */
class CutWindowsTest {
  @TempDir private Path folder;

  private Ledger ledger;

  @Test
  void windowThatAStopCutShortGoesOnInTheNextRun() {
    run(List.of(batch(11, 1), batch(12, 2)));

    List<WindowSummary> second = run(List.of(batch(13, 6)));

    assertThat(second).hasSize(1);
    WindowSummary row = second.get(0);
    assertThat(row.revision()).isEqualTo(1);
    assertThat(row.statistics())
        .isEqualTo(new Statistics(3, 9, 3, 1, 6, Math.sqrt(7), 1, 6, 2, 6, 6));
    assertThat(ledger.total().windowed()).as("the second run's own reading").isEqualTo(1);
  }

  @Test
  void onlySensorsThatReportAgainAreSummarizedAgain() {
    run(List.of(batch(11, 1), Readings.batch("a", Readings.at("OTHER", 12_000))));

    assertThat(run(List.of(batch(13, 6)))).extracting(WindowSummary::sensorId).containsExactly("S");
  }

  @Test
  void thirdRunGoesOnWithTheSecond() {
    run(List.of(batch(11, 1)));
    run(List.of(batch(12, 1)));

    assertThat(run(List.of(batch(13, 1))))
        .extracting(row -> row.revision() + " " + row.count())
        .containsExactly("2 3");
  }

  @Test
  void windowThatWasOverDoesNotGoOn() {
    run(List.of(batch(11, 1), batch(25, 1)));

    assertThat(run(List.of(batch(12, 1))))
        .extracting(row -> row.revision() + " " + row.count())
        .containsExactly("0 1");
  }

  @Test
  void replayBeginsAnew() {
    run(List.of(batch(11, 1), batch(12, 2)));

    assertThat(run(List.of(batch(11, 1), batch(12, 2), batch(13, 3))))
        .extracting(row -> row.revision() + " " + row.count())
        .containsExactly("0 3");
  }

  @Test
  void otherSourcesWindowIsAnotherOne() {
    run(List.of(batch(11, 1)));

    assertThat(run(List.of(Readings.batch("b", 13_000))))
        .extracting(row -> row.revision() + " " + row.count())
        .containsExactly("0 1");
  }

  @Test
  void stateIsUsedOnce() {
    run(List.of(batch(11, 1)));
    run(List.of());

    assertThat(run(List.of(batch(13, 1)))).extracting(WindowSummary::count).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 129, 5_000})
  void statisticsGoOnWhateverTheirNumber(int values) {
    RunningStatistics whole = new RunningStatistics();
    RunningStatistics first = new RunningStatistics();
    for (int i = 0; i < values; i++) {
      whole.add(i, i);
      first.add(i, i);
    }
    RunningStatistics second = RunningStatistics.of(first.state(), new PercentileBudget(1_000));
    whole.add(-1, values);
    second.add(-1, values);

    Statistics is = second.statistics();
    Statistics wanted = whole.statistics();
    assertThat(new Object[] {is.count(), is.sum(), is.mean(), is.standardDeviation()})
        .containsExactly(wanted.count(), wanted.sum(), wanted.mean(), wanted.standardDeviation());
    assertThat(is.last()).isEqualTo(-1);
    assertThat(is.p50()).isBetween(0.45 * values - 2, 0.55 * values + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"version\":9,\"windows\":[]}",
        "[1]",
        "null",
        "{\"version\":1}",
        "{\"version\":1,\"windows\":[null]}",
        "{\"version\":1,\"windows\":[{\"source\":\"a\",\"start\":10000000000,\"end\":20000000000}]}",
        "{\"version\":1,\"windows\":[{\"source\":\"a\",\"start\":10000000000,\"end\":20000000000,\"sensors\":[{\"sensorId\":\"S\",\"unit\":\"celsius\"}]}]}"
      })
  void fileThatCannotBeReadIsSetAsideWithAWarning(String content) throws Exception {
    Files.writeString(file(), content);

    try (LogLines log = new LogLines(CutWindows.class.getName())) {
      assertThat(run(List.of(batch(11, 1)))).hasSize(1);
      assertThat(log.all()).anyMatch(line -> line.contains("do not go on"));
    }
    assertThat(Files.readString(folder.resolve("cut-windows.json.unreadable"))).isEqualTo(content);
  }

  @Test
  void folderThatCannotBeWrittenCostsAWarning() throws Exception {
    Files.createFile(folder.resolve("file"));
    Windows windows = windows();
    arrive(windows, batch(11, 1));
    windows.closeAll();

    try (LogLines log = new LogLines(CutWindows.class.getName())) {
      windows.keepCut(folder.resolve("file").resolve("cut-windows.json"));
      assertThat(log.all()).anyMatch(line -> line.contains("cannot be written"));
    }
  }

  private List<WindowSummary> run(List<ReadingBatch> batches) {
    Windows windows = windows();
    windows.takeUp(file());
    batches.forEach(batch -> arrive(windows, batch));
    List<WindowSummary> rows = new ArrayList<>();
    for (OpenWindow window : windows.closeAll()) {
      rows.addAll(window.table().summaries(window));
      windows.delivered(window.key());
    }
    windows.keepCut(file());
    return rows;
  }

  private Windows windows() {
    ledger = new Ledger();
    return new Windows(TestSettings.with().window(), ledger, ManualClock.atMillis(100_000));
  }

  private static void arrive(Windows windows, ReadingBatch batch) {
    for (WindowPart part : windows.split(List.of(batch)).parts()) {
      part.shares()
          .forEach(s -> part.window().table().add(s.batch(), s.counted(), new NothingRefused()));
      windows.arrived(part);
    }
  }

  private Path file() {
    return folder.resolve("cut-windows.json");
  }

  private static ReadingBatch batch(int second, double value) {
    return Readings.batch("a", SensorReading.ofMillis("S", 1000L * second, value, "celsius"));
  }
}
