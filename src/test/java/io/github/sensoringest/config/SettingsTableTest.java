package io.github.sensoringest.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.MarkdownTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the table of the keys in the documentation against the code. */
class SettingsTableTest {
  private static final Path OPERATIONS = Path.of("docs", "operations.md");

  @Test
  void theTableSaysOfEveryKeyWhatTheCodeSaysAndOfNoOther() throws Exception {
    List<List<String>> expected =
        Arrays.stream(Setting.values()).map(SettingsTableTest::row).toList();

    assertThat(MarkdownTable.below("### Every key", OPERATIONS))
        .containsExactlyElementsOf(expected);
  }

  private static List<String> row(Setting setting) {
    return List.of(
        code(setting.key()),
        code(setting.defaultValue()),
        setting.unit(),
        code(setting.environmentName()),
        setting.meaning());
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
