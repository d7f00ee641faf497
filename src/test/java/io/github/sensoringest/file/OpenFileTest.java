package io.github.sensoringest.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.format.DecodeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
  @TempDir Path folder;

  @Test
  void fileThatIsMovedAwayIsReadOnUntilAnotherTakesItsName() throws IOException {
    Path path = Files.writeString(folder.resolve("live.lp"), "temp v=1\n");
    try (OpenFile open = new OpenFile(path, null, true, DecodeOptions.DEFAULTS, Map.of())) {
      assertThat(open.next(false).readings()).hasSize(1);

      Path moved = Files.move(path, folder.resolve("live.lp.1"));
      Files.writeString(moved, "temp v=2\n", StandardOpenOption.APPEND);

      assertThat(open.isReplaced()).isFalse();
      assertThat(open.isCut()).isFalse();
      assertThat(open.next(false).readings()).hasSize(1);

      Files.writeString(path, "");

      assertThat(open.isReplaced()).isTrue();
      assertThat(open.isCut()).isFalse();
    }
  }
}
