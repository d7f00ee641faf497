package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sensoringest.WindowSummaries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code top} shows of what the API says. */
class TopScreenTest {
  private static final int WIDTH = 100;

  @TempDir private Path data;

  @Test
  void showsTheStateTheLedgerAndTheSensors() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.web.running();
      server.windows(WindowSummaries.of("plant", "BOILER", Instant.EPOCH, 41, 42));

      List<String> lines = lines(server, 24);

      assertThat(lines).anyMatch(line -> line.startsWith("buffer   [....................] 0 of"));
      assertThat(lines)
          .anyMatch(line -> line.startsWith("ledger   it adds up: received 0 = windowed 0"));
      assertThat(lines)
          .anyMatch(line -> line.startsWith("BOILER") && line.contains("42.000 celsius"));
    }
  }

  @Test
  void escapesInNamesReachNoTerminal() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      server.windows(
          WindowSummaries.of("pl\u001b[2Jant", "A\u001b]0;title\u0007\nB", Instant.EPOCH, 1));

      assertThat(lines(server, 24))
          .allSatisfy(line -> assertThat(line.chars().filter(Character::isISOControl)).isEmpty());
    }
  }

  @Test
  void isNoLargerThanTheTerminal() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      for (int i = 0; i < 50; i++) {
        server.windows(
            WindowSummaries.of("plant".repeat(40), "SENSOR" + i, Instant.EPOCH, 1e12 * i));
      }

      List<String> lines = lines(server, 20);

      assertThat(lines).hasSizeLessThanOrEqualTo(20);
      assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(WIDTH));
      assertThat(lines.get(lines.size() - 1)).matches("and \\d+ more");
    }
  }

  private static List<String> lines(PageServer server, int height) throws Exception {
    JsonNode overview = new ObjectMapper().readTree(server.get("/api/v1/overview").body());
    return new TopScreen(false)
        .lines(overview, server.json("/api/v1/sensors?limit=" + height), height, WIDTH);
  }
}
