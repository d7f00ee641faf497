package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code file-source} in a whole gateway. */
class FileSourceTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestGateway gateway;

  private void read(String file, String... parameters) throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    String yaml =
        """
        - route:
            id: played
            from:
              uri: kamelet:file-source
              parameters:
                file: "%s"
        %s      steps:
                - to: direct:readings
        """
            .formatted(folder.resolve(file), String.join("\n", parameters).indent(8));
    gateway =
        new TestGateway(folder.resolve("routes"), yaml, new String[] {"window.length=1h"}).start();
  }

  @AfterEach
  void end() {
    if (gateway != null) {
      gateway.gateway().stop();
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(
        folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitReceived(long readings) {
    await().atMost(LONG).until(() -> gateway.total().received() >= readings);
    assertThat(gateway.total().received()).isEqualTo(readings);
  }

  @Test
  void allFilesOfThePatternAreReadPackedOrNot() throws Exception {
    write("a.csv", "sensorId,timestamp,value\nA,2026-01-01T00:00:00Z,1\nA,2026-01-01T00:00:01Z,2");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.csv.gz")))) {
      out.write(
          "sensorId,timestamp,value\nB,2026-01-01T00:00:00Z,x\nB,2026-01-01T00:00:01Z,4\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    write("c.txt", "no readings");

    read("*.csv*");

    awaitReceived(4);
    assertThat(gateway.total().rejectedInAll()).isEqualTo(1);
    gateway.gateway().stop();
    assertThat(gateway.takenReadings()).isEqualTo(3);
    gateway = null;
  }

  @Test
  void growingFileIsFollowedLineByLineAndAcrossRotation() throws Exception {
    read("live.lp", "follow: true");
    write("live.lp", "temp v=1 1767225600000000000\ntemp v=2 17672256010000");
    awaitReceived(1);

    write("live.lp", "00000\n");
    awaitReceived(2);
    Files.move(folder.resolve("live.lp"), folder.resolve("live.lp.1"));
    write("live.lp.1", "temp v=3 1767225602000000000\n");
    write("live.lp", "temp v=4 1767225603000000000\n");
    awaitReceived(4);

    Files.writeString(folder.resolve("live.lp"), "");
    await().atMost(LONG).until(() -> Files.size(folder.resolve("live.lp")) == 0);
    assertThat(gateway.total().rejectedInAll()).isZero();
  }

  @Test
  void recordedPaceIsKeptTimesTheFactor() throws Exception {
    write(
        "paced.jsonl",
        "{\"sensorId\":\"A\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"value\":1}\n"
            + "{\"sensorId\":\"A\",\"timestamp\":\"2026-01-01T00:00:01Z\",\"value\":1}\n"
            + "{\"sensorId\":\"A\",\"timestamp\":\"2026-01-02T00:00:00Z\",\"value\":1}\n");

    read("paced.jsonl", "speed: 10");

    awaitReceived(2);
    assertThat(gateway.total().received()).isEqualTo(2);
  }

  @Test
  void streamThatIsNoLinesIsReadToItsEnd() throws Exception {
    StringBuilder array = new StringBuilder("[\n");
    for (int i = 0; i < 20_000; i++) {
      array
          .append(i == 0 ? "" : ",\n")
          .append("{\"sensorId\":\"A\",\"value\":")
          .append(i)
          .append('}');
    }
    write("array.json", array.append("\n]").toString());

    read("array.json");

    awaitReceived(20_000);
    assertThat(gateway.total().rejectedInAll()).isZero();
  }

  @Test
  void missingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> read("nothing.csv"))
        .hasStackTraceContaining("nothing.csv', and there is none: write one that is there");
    gateway = null;
  }
}
