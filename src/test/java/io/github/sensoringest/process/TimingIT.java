package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimingIT {
  private Launcher launcher;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    launcher = new Launcher(folder);
  }

  @Test
  void tellsHowLongTenSensorsTakeInBothWays() {
    Ended ended = launcher.run("timing");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    List<String> lines = ended.outLines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("10 sensors, 50 ms read time each:");
    assertThat(lines.get(1)).matches("Sequential: 10 reads in \\d+ ms \\(\\d+ ms per sensor\\)");
    assertThat(lines.get(2))
        .matches("Concurrent: 10 reads in \\d+ ms \\(\\d+(\\.\\d{1,3})? ms per sensor\\)");
    assertThat(millis(lines.get(1))).isGreaterThanOrEqualTo(500);
    assertThat(millis(lines.get(2))).isBetween(50, 499);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void readsAThousandSensorsAtOnce() {
    Ended ended = launcher.run("timing", "--sensors", "1000", "--mode", "concurrent");

    assertThat(ended.exitCode()).as(ended::everything).isZero();
    assertThat(ended.outLines()).hasSize(2);
    assertThat(ended.outLines().get(1)).startsWith("Concurrent: 1000 reads in ");
    // One after the other they would take 50 seconds.
    assertThat(millis(ended.outLines().get(1))).isBetween(50, 10_000);
  }

  private static int millis(String line) {
    return Integer.parseInt(line.replaceAll(".* reads in (\\d+) ms .*", "$1"));
  }
}
