package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.Readings;
import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for both databases. */
class StoreTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path folder;
  private TestStore tested;
  private Store store;

  private void open(Kind kind) {
    tested = kind.make(folder);
    store = tested.store();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void windowsAreReadBackAsTheyWere(Kind kind) {
    open(kind);
    List<WindowSummary> rows =
        List.of(
            WindowSummaries.of("a", "ONE", START, 1, 2, 4),
            WindowSummaries.of("a", "TWO", START, 0.1),
            WindowSummaries.of("b", "ONE", START, -1e300, 1e-300),
            WindowSummaries.of("a", "ONE", START.plusNanos(10_000_000_001L), 7));

    Store.Written written = store.write(rows);

    assertThat(written).isEqualTo(new Store.Written(4, 0));
    assertThat(tested.windows()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void writingTheSameAgainDoublesNothing(Kind kind) {
    open(kind);
    List<WindowSummary> rows =
        List.of(
            WindowSummaries.of("a", "ONE", START, 1, 2), WindowSummaries.of("a", "TWO", START, 3));

    store.write(rows);
    store.write(rows);
    store.close();
    store.write(rows);

    assertThat(tested.windows()).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(store.count()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fullerRowStays(Kind kind) {
    open(kind);
    WindowSummary full = WindowSummaries.of("a", "ONE", START, 1, 2, 3);
    WindowSummary rest = revised(WindowSummaries.of("a", "ONE", START, 9), 4);
    store.write(List.of(full));

    assertThat(store.write(List.of(rest)).keptOut()).isEqualTo(1);
    assertThat(tested.windows()).containsExactly(full);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fullerRowReplacesAPoorerOneAlsoWithinOneList(Kind kind) {
    open(kind);
    WindowSummary first = WindowSummaries.of("a", "ONE", START, 1);
    WindowSummary second = revised(WindowSummaries.of("a", "ONE", START, 1, 2), 1);
    WindowSummary third = revised(WindowSummaries.of("a", "ONE", START, 1, 2, 3), 2);

    store.write(List.of(first));
    store.write(List.of(first, third, second));

    assertThat(tested.windows()).containsExactly(third);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void higherRevisionWithAsManyReadingsReplaces(Kind kind) {
    open(kind);
    WindowSummary before = WindowSummaries.of("a", "ONE", START, 1, 2);
    WindowSummary after = revised(WindowSummaries.of("a", "ONE", START, 1, 3), 1);

    store.write(List.of(before));
    store.write(List.of(after));
    store.write(List.of(before));

    assertThat(tested.windows()).containsExactly(after);
  }

  /** Retries and replays come in any order, in lists of any size; restarts in between. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void whateverTheOrderTheFullestOfEachWindowStays(Kind kind) {
    open(kind);
    Random random = new Random(42);
    List<WindowSummary> sent = new ArrayList<>();
    List<WindowSummary> fullest = new ArrayList<>();
    for (int window = 0; window < 20; window++) {
      Instant start = START.plusSeconds(10L * window);
      for (int revision = 0; revision < 5; revision++) {
        WindowSummary row =
            revised(
                WindowSummaries.of("a", "S" + window % 3, start, new double[revision + 1]),
                revision);
        sent.add(row);
        sent.add(row);
        if (revision == 4) {
          fullest.add(row);
        }
      }
      // After a restart the counting begins anew.
      sent.add(revised(WindowSummaries.of("a", "S" + window % 3, start, 1, 1), 7));
    }
    Collections.shuffle(sent, random);
    while (!sent.isEmpty()) {
      List<WindowSummary> some = sent.subList(0, Math.min(sent.size(), 1 + random.nextInt(40)));
      store.write(some);
      some.clear();
    }

    assertThat(tested.windows()).containsExactlyInAnyOrderElementsOf(fullest);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesMayBeAnything(Kind kind) {
    open(kind);
    String longOne = "x".repeat(100_000);
    List<String> names =
        List.of(
            "'; DROP TABLE series; --",
            "\u6e29\u5ea6\ud83c\udf21",
            "a\nb",
            " ",
            longOne + "1",
            longOne + "2",
            "nul\0");
    store.write(names.stream().map(name -> WindowSummaries.of(name, name, START, 1)).toList());
    store.write(names.stream().map(name -> WindowSummaries.of(name, name, START, 1)).toList());

    assertThat(tested.windows())
        .extracting(WindowSummary::sensorId)
        .hasSize(names.size())
        .doesNotHaveDuplicates()
        .contains("'; DROP TABLE series; --", "\u6e29\u5ea6\ud83c\udf21", "a\nb", " ", "nul\ufffd");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void figuresThatAreNoNumbersAreLeftOut(Kind kind) {
    open(kind);
    store.write(List.of(WindowSummaries.of("a", "ONE", START, Double.MAX_VALUE, Double.MAX_VALUE)));

    assertThat(tested.windows())
        .singleElement()
        .satisfies(row -> assertThat(row.statistics().max()).isEqualTo(Double.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void rowOfAnotherTypeIsRefusedAndNothingOfTheListIsWritten(Kind kind) {
    open(kind);
    List<Object> rows = List.of(WindowSummaries.of("a", "ONE", START, 1), "an alarm");

    assertThatThrownBy(() -> store.write(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the store takes rows of windows, and not a java.lang.String");
    assertThat(store.count()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readingsAreStoredOnceForEachMoment(Kind kind) throws Exception {
    open(kind);
    SensorReading early = new SensorReading("ONE", 1_000_000_007L, 1.5, "bar", 4);
    SensorReading late = new SensorReading("ONE", 2_000_000_000L, 2.5, null);
    SensorReading instead = new SensorReading("ONE", 2_000_000_000L, 3.5, "bar");

    store.writeReadings(List.of(Readings.batch("a", early, late), Readings.batch("a", instead)));
    store.writeReadings(List.of(Readings.batch("a", early)));

    assertThat(
            tested.query(
                "SELECT source, sensor, time_nanos, value, unit, flags FROM readings"
                    + " ORDER BY time_nanos"))
        .containsExactly("a|ONE|1000000007|1.5|bar|4", "a|ONE|2000000000|3.5|bar|0");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oldRowsAreDeletedInPartsAndOthersStay(Kind kind) {
    open(kind);
    List<WindowSummary> old = new ArrayList<>();
    for (int i = 0; i < Store.DELETE_BATCH + 10; i++) {
      old.add(WindowSummaries.of("a", "S" + i, START, 1));
    }
    WindowSummary young = WindowSummaries.of("a", "S1", START.plusSeconds(10), 1);
    store.write(old);
    store.write(List.of(young));
    store.writeReadings(List.of(Readings.batch("a", 1_000L)));
    Instant now = START.plusSeconds(15);

    List<Integer> deleted = new ArrayList<>();
    int some;
    do {
      some = store.deleteSome(now);
      deleted.add(some);
    } while (some > 0);

    assertThat(deleted).containsExactly(Store.DELETE_BATCH + 1, 10, 0);
    assertThat(tested.windows()).containsExactly(young);
    // A window that comes again after its time is stored all the same, and deleted again.
    store.write(old.subList(0, 1));
    assertThat(store.count()).isEqualTo(2);
    assertThat(store.deleteSome(now)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void peopleSeeTheTimesOfWindows(Kind kind) throws Exception {
    open(kind);
    store.write(List.of(WindowSummaries.of("a", "ONE", START.plusMillis(500), 1)));

    String row = tested.query("SELECT sensor, start_time, end_time FROM windows").get(0);
    List<String> columns = Arrays.asList(row.split("\\|"));

    assertThat(columns.get(0)).isEqualTo("ONE");
    assertThat(Stream.of(columns.get(1), columns.get(2)).map(it -> it.replaceAll("[^\\d.]", "")))
        .satisfiesExactly(
            start -> assertThat(start).startsWith("20261125100000.5"),
            end -> assertThat(end).startsWith("20261125100010.5"));
  }

  private static WindowSummary revised(WindowSummary row, int revision) {
    return new WindowSummary(
        row.source(),
        row.sensorId(),
        row.start(),
        row.end(),
        row.unit(),
        revision,
        row.flagged(),
        row.statistics());
  }
}
