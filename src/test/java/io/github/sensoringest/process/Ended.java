package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** A command that has ended, with all that it wrote. */
record Ended(int exitCode, String out, String err) {
  private static final String BALANCES = "The ledger balances: every reading is accounted for";
  private static final Pattern WINDOW_COUNT =
      Pattern.compile("^\\S+ +\\S+ \\S+ to \\S+ UTC +(\\d+) readings? ", Pattern.MULTILINE);

  /** Checks that it ended well: exit code 0 and a ledger that balances, nothing left behind. */
  Ended assertGood() {
    assertThat(exitCode).as(this::everything).isZero();
    assertThat(outLines()).as(this::everything).endsWith(BALANCES);
    assertThat(figure("left behind")).isZero();
    return assertBalanced();
  }

  /** Checks the sum of the text summary's figures. */
  Ended assertBalanced() {
    assertThat(figure("received"))
        .as(this::everything)
        .isPositive()
        .isEqualTo(
            figure("windowed")
                + figure("late")
                + figure("rejected")
                + figure("dropped")
                + figure("left behind"));
    return this;
  }

  List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }

  /** Returns a figure of the text summary, such as {@code received}. */
  long figure(String name) {
    return Pattern.compile("^  " + name + " +(\\d+)", Pattern.MULTILINE)
        .matcher(out)
        .results()
        .map(match -> Long.parseLong(match.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no figure " + name + ": " + everything()));
  }

  /** Returns the sum of the counts in the windows' lines. */
  long inWindowLines() {
    return windowCounts().mapToLong(match -> Long.parseLong(match.group(1))).sum();
  }

  private Stream<MatchResult> windowCounts() {
    return WINDOW_COUNT.matcher(out).results();
  }

  /** Returns the lines of standard output as JSON objects; one that is none fails the test. */
  List<JsonObject> json() {
    return out.lines().map(Ended::parsed).toList();
  }

  /** Returns the JSON lines of the type, such as {@code window}. */
  List<JsonObject> json(String type) {
    return json().stream().filter(line -> type.equals(line.getString("type"))).toList();
  }

  /** Returns the one JSON line that is the summary. */
  JsonObject jsonSummary() {
    assertThat(json("summary")).as(this::everything).hasSize(1);
    return json("summary").get(0);
  }

  /** Returns the sum of the counts in the windows' JSON lines. */
  long inJsonWindows() {
    return json("window").stream().mapToLong(window -> window.getLong("count")).sum();
  }

  static JsonObject parsed(String line) {
    try {
      return (JsonObject) Jsoner.deserialize(line);
    } catch (DeserializationException | ClassCastException e) {
      throw new AssertionError("no JSON object: " + line, e);
    }
  }

  /** Returns what there is to know, for the message of a failed assertion. */
  String everything() {
    return Stream.of("exit code " + exitCode, out, err).collect(Collectors.joining("\n"));
  }
}
