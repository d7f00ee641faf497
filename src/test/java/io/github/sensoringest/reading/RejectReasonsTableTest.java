package io.github.sensoringest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.MarkdownTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the table of the reasons for a refusal in the documentation against the code. */
class RejectReasonsTableTest {
  private static final Path OPERATIONS = Path.of("docs", "operations.md");

  @Test
  void theTableNamesEveryReasonAndNoOther() throws Exception {
    List<String> labels = Arrays.stream(RejectReason.values()).map(RejectReason::label).toList();

    assertThat(MarkdownTable.firstColumn(table())).containsExactlyElementsOf(labels);
  }

  @Test
  void theTableSaysOfEveryReasonWhatItMeansAndWhatToDo() throws Exception {
    assertThat(table())
        .allSatisfy(row -> assertThat(row).hasSize(3).allSatisfy(c -> assertThat(c).isNotBlank()));
  }

  private static List<List<String>> table() throws Exception {
    return MarkdownTable.below("## Refused readings", OPERATIONS);
  }
}
