package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A command that runs. */
final class Running implements AutoCloseable {
  /** Far more than any of them takes on a busy machine; one that hangs is ended with a failure. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Process process;
  private final Path out;
  private final Path err;

  Running(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until standard output has the text. */
  void awaitOut(String text) {
    awaitText(out, text);
  }

  /** Waits until standard error has the text. */
  void awaitErr(String text) {
    awaitText(err, text);
  }

  /** Waits until standard error is as it should be. */
  void awaitErr(Predicate<String> condition) {
    await(() -> condition.test(read(err)));
  }

  /** Waits until so many readings are in the windows' lines. */
  void awaitInWindowLines(long readings) {
    await(() -> new Ended(0, read(out), "").inWindowLines() >= readings);
  }

  /** Waits until standard output has so many lines. */
  void awaitOutLines(int lines) {
    await(() -> read(out).lines().count() >= lines);
  }

  private void awaitText(Path file, String text) {
    await(() -> read(file).contains(text));
  }

  private void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast("It ended too early", () -> !process.isAlive() && !condition.getAsBoolean())
        .until(condition::getAsBoolean);
  }

  /** Sends a signal, such as {@code TERM}. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(kill.exitValue()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for the end. */
  Ended awaitEnd() {
    try {
      boolean ended = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended)
          .withFailMessage(() -> "It still runs after " + LIMIT + ": " + read(out) + read(err))
          .isTrue();
      return new Ended(process.exitValue(), read(out), read(err));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
