package io.github.sensoringest.web;

import io.github.sensoringest.sink.SinkStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the gateway is well, in a word, and what speaks against it. Immutable.
 *
 * @param state the worst that is the case
 * @param reasons what that is, in sentences for a person; empty if all is well
 */
record Condition(State state, List<String> reasons) {
  /** How the gateway is; the later the worse. */
  enum State {
    /** Every reading gets where it should. */
    WELL("well"),
    /** Sources wait, since more comes in than goes out; nothing is lost. */
    PUSHED_BACK("pushed back"),
    /** Readings, rows or alarms are being lost, and are counted. */
    LOSING("losing"),
    /** Something does not work. */
    BROKEN("broken");

    private final String label;

    State(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** What speaks against the gateway, as it is found out. */
  static final class Findings {
    private final List<String> reasons = new ArrayList<>();
    private State worst = State.WELL;

    void add(State state, String reason) {
      if (state.compareTo(worst) > 0) {
        worst = state;
      }
      reasons.add(reason);
    }

    Condition condition() {
      return new Condition(worst, List.copyOf(reasons));
    }
  }

  /**
   * Judges what happened between two samples, and how the parts are now.
   *
   * @param before an earlier sample, of some seconds ago
   * @param now the newest sample
   * @param missing whether the ledger has not added up for some time
   * @param sinks how the sinks are
   * @param folder what is wrong with the routes folder; empty if nothing is
   */
  static Condition of(
      Sample before, Sample now, boolean missing, List<SinkStatus> sinks, List<String> folder) {
    Findings findings = new Findings();
    if (missing) {
      findings.add(
          State.BROKEN,
          "The ledger does not balance: "
              + Math.abs(now.total().missing())
              + (now.total().missing() < 0
                  ? " readings counted twice"
                  : " readings unaccounted for"));
    }
    folder.forEach(problem -> findings.add(State.BROKEN, problem));
    for (SinkStatus sink : sinks) {
      if (sink.fails()) {
        findings.add(
            sink.required() ? State.BROKEN : State.LOSING,
            sink.sink() + " fails: " + sink.failure().get());
      }
    }
    lost(
        findings,
        now.total().dropped() - before.total().dropped(),
        "readings dropped by the buffer");
    lost(findings, now.lostRows() - before.lostRows(), "rows lost by sinks");
    lost(findings, now.lostAlarms() - before.lostAlarms(), "alarms lost");
    lost(findings, now.lostLetters() - before.lostLetters(), "dead letters that could not be kept");
    if (now.waiting() > 0) {
      findings.add(
          State.PUSHED_BACK,
          now.waiting() == 1
              ? "The buffer is full, and 1 source waits"
              : "The buffer is full, and " + now.waiting() + " messages wait for room");
    }
    return findings.condition();
  }

  private static void lost(Findings findings, long lost, String what) {
    if (lost > 0) {
      findings.add(State.LOSING, lost + " " + what + " in the last seconds");
    }
  }
}
