package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path parent;

  @Test
  void secondGatewayIsRefusedUntilTheFirstHasEnded() {
    Path folder = parent.resolve("data");
    try (DataFolder first = DataFolder.take(folder)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> DataFolder.take(folder))
          .isInstanceOf(StartFailure.class)
          .hasMessage(
              folder
                  + ": another gateway keeps its data there; stop it, or give this one a folder of"
                  + " its own with data.folder");
    }

    DataFolder.take(folder).close();
  }

  @Test
  void folderThatCannotBeWrittenHindersNoStart() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));

    DataFolder.take(file.resolve("data")).close();
  }
}
