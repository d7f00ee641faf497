package io.github.sensoringest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Holds the table of the commands in the README against the command line. */
class CommandsTableTest {
  private static final Path README = Path.of("README.md");

  @Test
  void theTableNamesEveryCommandAndNoOther() throws Exception {
    CommandLine line = new CommandLine(SensorIngest.class);

    assertThat(MarkdownTable.firstColumn(MarkdownTable.below("## Commands", README)))
        .containsExactlyElementsOf(line.getSubcommands().keySet());
  }

  @Test
  void theExitCodesOfRunAreThoseOfItsHelp() throws Exception {
    CommandLine run = new CommandLine(SensorIngest.class).getSubcommands().get("run");
    String inHelp = String.join("\n", run.getCommandSpec().usageMessage().exitCodeList().keySet());

    String inReadme =
        MarkdownTable.below("## Commands", README).stream()
            .filter(row -> row.get(0).equals("`run`"))
            .map(row -> row.get(2))
            .findFirst()
            .orElseThrow();

    // The help tells Ctrl-C in the words of SIGTERM's line.
    assertThat(inReadme.replace(", 130", "").split(", "))
        .containsExactlyInAnyOrder(inHelp.split("\n"));
  }
}
