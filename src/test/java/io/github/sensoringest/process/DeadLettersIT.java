package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersIT {
  /** Sends a text, which is no reading, and then numbers. */
  private static final String TEXT =
      """
      - route:
          id: scale
          from:
            uri: timer:scale
            parameters:
              repeatCount: 3
              period: 10
            steps:
              - setBody:
                  constant:
                    expression: heavy
              - to:
                  uri: direct:readings
      """;

  private static final String QUIET =
      """
      - route:
          id: quiet
          from:
            uri: timer:quiet
            parameters:
              delay: 1h
            steps:
              - to:
                  uri: direct:readings
      """;

  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder).with("mine/sensors/scale.camel.yaml", TEXT);
  }

  @Test
  void whatIsRefusedIsListedAndReplayedOnce() {
    Ended first = launcher.run("run", "--routes", "mine");
    assertThat(first.out()).contains("dead letters: kept 3");

    Ended listed = launcher.run("dead-letters", "--reason", "malformed", "--limit", "2");
    assertThat(listed.exitCode()).as(listed::everything).isZero();
    assertThat(listed.outLines()).hasSize(4);
    assertThat(listed.out())
        .contains("scale", "malformed", "3 dead letters, the latest 2 of them shown");
    assertThat(launcher.run("dead-letters", "--limit", "0").outLines()).as("all").hasSize(5);
    assertThat(launcher.run("dead-letters", "--source", "other").out())
        .isEqualTo("0 dead letters\n");

    Ended json = launcher.run("dead-letters", "--format", "json");
    assertThat(json.outLines()).hasSize(5);
    assertThat(json.out())
        .contains("\"type\":\"dead-letter\"", "\"text\":\"heavy\"", "scale.camel.yaml");

    Ended replayed = launcher.run("dead-letters", "--replay", "--source", "scale");
    assertThat(replayed.exitCode()).as(replayed::everything).isZero();
    assertThat(replayed.outLines().get(0)).isEqualTo("3 handed over to be replayed");
    assertThat(launcher.run("dead-letters", "--replay").out())
        .isEqualTo("0 handed over to be replayed, 3 had been replayed before\n");
    assertThat(launcher.run("dead-letters").out()).contains("(replayed)", "(3 replayed)");

    launcher.with("quiet/sensors/quiet.camel.yaml", QUIET);
    try (Running running = launcher.start("run", "--routes", "quiet")) {
      running.awaitErr("Refused a reading of scale");
      running.signal("TERM");
      Ended second = running.awaitEnd();

      assertThat(second.assertBalanced().figure("received")).isEqualTo(3);
      assertThat(second.figure("rejected")).isEqualTo(3);
      assertThat(second.out()).contains("dead letters: kept 3");
    }
  }

  @Test
  void badOptionsAreUsageErrors() {
    assertThat(launcher.run("dead-letters", "--since", "noon").exitCode()).isEqualTo(2);
    assertThat(launcher.run("dead-letters", "--limit", "-1").exitCode()).isEqualTo(2);
    Ended noReason = launcher.run("dead-letters", "--reason", "to-old");
    assertThat(noReason.exitCode()).isEqualTo(2);
    assertThat(noReason.err()).contains("'to-old' is none: write one of ", "too-old");
    assertThat(launcher.run("dead-letters", "--replay", "--limit", "1").exitCode()).isEqualTo(2);
  }

  @Test
  void folderThatCannotBeReadIsSaid() {
    launcher.with("data/dead-letters", "a file where the folder should be");

    Ended ended = launcher.run("dead-letters");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.err()).startsWith("The dead letters in data cannot be used: ");
  }
}
