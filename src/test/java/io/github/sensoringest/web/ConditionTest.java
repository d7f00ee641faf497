package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.sink.SinkCounts;
import io.github.sensoringest.sink.SinkStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Sample QUIET = sample(0, 0, 0);

  @Test
  void isWellWhenNothingIsWrong() {
    Condition condition = judge(QUIET, QUIET, false, List.of(), List.of());

    assertThat(condition.state()).isEqualTo(Condition.State.WELL);
    assertThat(condition.reasons()).isEmpty();
  }

  @Test
  void isPushedBackWhenASourceWaits() {
    Condition condition = judge(QUIET, sample(1, 0, 0), false, List.of(), List.of());

    assertThat(condition.state()).isEqualTo(Condition.State.PUSHED_BACK);
    assertThat(condition.reasons()).containsExactly("The buffer is full, and 1 source waits");
  }

  @Test
  void isLosingWhileReadingsAreDropped() {
    Condition condition = judge(sample(0, 10, 0), sample(1, 13, 0), false, List.of(), List.of());

    assertThat(condition.state()).isEqualTo(Condition.State.LOSING);
    assertThat(condition.reasons())
        .contains("3 readings dropped by the buffer in the last seconds");
  }

  @Test
  void whatWasLostEarlierIsForgiven() {
    Condition condition = judge(sample(0, 10, 5), sample(0, 10, 5), false, List.of(), List.of());

    assertThat(condition.state()).isEqualTo(Condition.State.WELL);
  }

  @Test
  void isLosingWhenABestEffortSinkFailsAndBrokenWhenARequiredOneDoes() {
    SinkStatus loose = sink("sink-loose", false, true);
    SinkStatus strict = sink("sink-store", true, true);

    assertThat(judge(QUIET, QUIET, false, List.of(loose), List.of()).state())
        .isEqualTo(Condition.State.LOSING);
    Condition condition = judge(QUIET, QUIET, false, List.of(loose, strict), List.of());
    assertThat(condition.state()).isEqualTo(Condition.State.BROKEN);
    assertThat(condition.reasons()).contains("sink-store fails: no disk");
  }

  @Test
  void sinkThatIsGoneIsNoMatterAnyMore() {
    assertThat(judge(QUIET, QUIET, false, List.of(sink("old", true, false)), List.of()).state())
        .isEqualTo(Condition.State.WELL);
  }

  @Test
  void isBrokenWhenTheLedgerDoesNotAddUpOrTheFolderHasAProblem() {
    Condition condition = judge(QUIET, QUIET, true, List.of(), List.of("No sensor runs"));

    assertThat(condition.state()).isEqualTo(Condition.State.BROKEN);
    assertThat(condition.reasons())
        .containsExactly(
            "The ledger does not balance: 0 readings unaccounted for", "No sensor runs");
  }

  private static Condition judge(
      Sample before, Sample now, boolean missing, List<SinkStatus> sinks, List<String> folder) {
    return Condition.of(before, now, missing, sinks, folder);
  }

  private static SinkStatus sink(String name, boolean required, boolean present) {
    return new SinkStatus(
        name, required, 5, present, Optional.of("no disk"), new SinkCounts(name, 0, 0, 0));
  }

  private static Sample sample(int waiting, long dropped, long lostRows) {
    Balance total = new Balance("all", dropped, 0, 0, Map.of(), dropped, Map.of(), 0, 0, 0);
    return new Sample(0, total, 0, 10, waiting, lostRows, 0, 0);
  }
}
