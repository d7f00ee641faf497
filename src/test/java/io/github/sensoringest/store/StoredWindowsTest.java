package io.github.sensoringest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.WindowSummaries;
import io.github.sensoringest.window.WindowSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredWindowsTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir Path folder;
  private TestStore tested;

  /** Three windows of each of four sensors. */
  private void fill(Kind kind) {
    tested = kind.make(folder);
    List<WindowSummary> rows = new ArrayList<>();
    for (int window = 0; window < 3; window++) {
      for (String sensor : List.of("temp_1", "TEMP_1", "TEMPX1", "TEMP_2")) {
        rows.add(WindowSummaries.of("a", sensor, START.plusSeconds(window * 10L), window));
      }
    }
    rows.add(WindowSummaries.of("b", "TEMP_1", START, 9));
    tested.store().write(rows);
  }

  @AfterEach
  void close() {
    tested.store().close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneSensorIsFoundByItsVeryName(Kind kind) {
    fill(kind);

    assertThat(ids(query("TEMP_1", "a", 0))).containsExactly("TEMP_1@0", "TEMP_1@10", "TEMP_1@20");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyTheAsteriskStandsForAnyTextAndCapitalsCount(Kind kind) {
    fill(kind);

    assertThat(ids(query("TEMP_*", "*", 0)))
        .containsExactly(
            "TEMP_1@0", "TEMP_1@10", "TEMP_1@20", "TEMP_1@0", "TEMP_2@0", "TEMP_2@10", "TEMP_2@20");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void limitKeepsTheNewestAndTellsOfOthers(Kind kind) {
    fill(kind);
    List<WindowSummary> read = new ArrayList<>();

    assertThat(StoredWindows.of(tested.settings()).read(query("TEMP_1", "a", 2), read::add))
        .isTrue();
    assertThat(ids(read)).containsExactly("TEMP_1@10", "TEMP_1@20");
    assertThat(StoredWindows.of(tested.settings()).read(query("TEMP_1", "a", 3), row -> {}))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void fromIsInclusiveAndToIsNot(Kind kind) {
    fill(kind);

    assertThat(
            ids(
                tested.windows(
                    new WindowQuery(
                        Optional.of("TEMP_2"),
                        Optional.empty(),
                        START.plusSeconds(10),
                        START.plusSeconds(20),
                        0,
                        false))))
        .containsExactly("TEMP_2@10");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void asteriskInTheNameOfOneSensorStandsForItself(Kind kind) {
    fill(kind);

    assertThat(ids(WindowQuery.ofSensor("a", "TEMP_*", Instant.MIN, Instant.MAX, 0))).isEmpty();
    assertThat(ids(WindowQuery.ofSensor("a", "TEMP_1", Instant.MIN, Instant.MAX, 2)))
        .containsExactly("TEMP_1@10", "TEMP_1@20");
  }

  private List<String> ids(WindowQuery query) {
    return ids(tested.windows(query));
  }

  private static List<String> ids(List<WindowSummary> rows) {
    return rows.stream()
        .map(row -> row.sensorId() + "@" + (row.start().getEpochSecond() - START.getEpochSecond()))
        .toList();
  }

  private static WindowQuery query(String sensor, String source, int limit) {
    return new WindowQuery(
        Optional.of(sensor), Optional.of(source), Instant.MIN, Instant.MAX, limit, true);
  }
}
