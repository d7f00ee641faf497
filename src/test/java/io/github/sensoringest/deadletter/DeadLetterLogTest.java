package io.github.sensoringest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.rejected.Repeats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeadLetterLogTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path temp;

  private final ManualClock clock = ManualClock.atMillis(System.currentTimeMillis());
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void whatWasAddedIsThereAfterTheFlush() throws IOException {
    DeadLetterLog log = log();
    for (int i = 0; i < 5_000; i++) {
      log.add(Letters.of("" + i));
    }

    log.flush(LONG);

    assertThat(ids()).hasSize(5_000).startsWith("0", "1", "2").endsWith("4998", "4999");
    assertThat(log.counts()).isEqualTo(new DeadLetterCounts(5_000, 0, 0));
  }

  @Test
  void whatComesTooFastIsCountedAndHoldsNobodyUp() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    thread.execute(
        () -> {
          try {
            disk.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    DeadLetterLog log = log();

    for (int i = 0; i < 50_000; i++) {
      log.add(Letters.of("" + i));
    }
    disk.countDown();
    log.flush(LONG);

    DeadLetterCounts counts = log.counts();
    assertThat(counts.lost()).isPositive();
    assertThat(counts.written() + counts.lost()).isEqualTo(50_000);
    assertThat(ids()).hasSize((int) counts.written());
  }

  @Test
  void whatTheDiskDoesNotTakeIsCountedAndSaid() throws IOException {
    Files.writeString(temp.resolve("letters"), "a file where the folder should be");
    DeadLetterLog log = log();
    try (LogLines lines = new LogLines(DeadLetterLog.class.getName())) {
      log.add(Letters.of("1"));
      log.flush(LONG);

      assertThat(lines.all())
          .singleElement()
          .asString()
          .contains("1 dead letters could not be kept");
    }
    Files.delete(temp.resolve("letters"));
    log.add(Letters.of("2"));
    log.flush(LONG);
    clock.advance(Duration.ofSeconds(1));
    log.add(Letters.of("3"));
    log.flush(LONG);

    assertThat(log.counts()).isEqualTo(new DeadLetterCounts(1, 0, 2));
    assertThat(ids()).containsExactly("3");
  }

  @Test
  void hugeLettersKeepTheBound() throws IOException {
    DeadLetterLog log = log(1_000_000);
    for (int i = 0; i < 100; i++) {
      log.add(Letters.with("" + i, new Payload.OfText(Payload.TEXT, "x".repeat(100_000), false)));
    }
    log.add(
        Letters.with("too-large", new Payload.OfText(Payload.TEXT, "x".repeat(600_000), false)));
    log.flush(LONG);

    long size = 0;
    for (Path file : DeadLetterFiles.list(temp.resolve("letters"))) {
      size += Files.size(file);
    }
    assertThat(size).isLessThanOrEqualTo(1_000_000);
    assertThat(log.counts().written()).isEqualTo(100);
    assertThat(log.counts().lost()).isEqualTo(1);
    assertThat(log.counts().dropped()).isEqualTo(100 - ids().size());
  }

  private DeadLetterLog log() {
    return log(100_000_000);
  }

  private DeadLetterLog log(long maxSize) {
    return new DeadLetterLog(
        new DeadLetterStore(
            temp.resolve("letters"), maxSize, maxSize / 2, Duration.ofDays(30), clock),
        () -> thread,
        new Repeats(Duration.ofDays(1), clock),
        clock);
  }

  private List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : DeadLetterFiles.list(temp.resolve("letters"))) {
      for (String line : Files.readAllLines(file)) {
        ids.add(DeadLetterLines.read(line).orElseThrow().id());
      }
    }
    return ids;
  }
}
