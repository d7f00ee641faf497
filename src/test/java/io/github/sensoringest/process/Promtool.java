package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own checks. In Debian and Ubuntu the package {@code prometheus} has them. */
final class Promtool {
  private final Path program;

  private Promtool(Path program) {
    this.program = program;
  }

  /** Returns it; skips the test, and says so, where it is not installed. */
  static Promtool installed() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .map(folder -> Path.of(folder, "promtool"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.err.println(
          "SKIPPED: promtool is not installed, so what Prometheus thinks of the metrics and the alert"
              + " rules is not checked; in Debian it is in the package prometheus");
    }
    assumeTrue(found.isPresent(), "promtool is not installed");
    return new Promtool(found.get());
  }

  /** Runs it, and checks that it has nothing to object to. */
  void assertContent(String input, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    // It reads all before it writes, so neither waits for the other.
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already; what it said comes below.
    }
    String said;
    try (InputStream in = process.getInputStream()) {
      said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }
}
