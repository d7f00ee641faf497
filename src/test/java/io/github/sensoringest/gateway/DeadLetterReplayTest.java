package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.Readings;
import io.github.sensoringest.deadletter.DeadLetter;
import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.reading.SensorReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readings that are refused are kept, and taken in when they are replayed. */
@Timeout(60)
class DeadLetterReplayTest {
  @TempDir Path temp;

  private Path data;

  @BeforeEach
  void nameDataFolder() {
    data = temp.resolve("data");
  }

  @Test
  void whatWasTooOldIsWindowedAfterTheReplayToAGatewayThatTakesIt() throws Exception {
    TestGateway strict = gateway("strict", "entry.max-age=1h").start();
    List<SensorReading> old = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      old.add(Readings.at("A", 1_000_000_000_000L + i));
    }
    strict.send(old);
    assertThat(strict.gateway().stop()).isZero();
    assertThat(strict.total().rejectedInAll()).isEqualTo(1_500);
    assertThat(strict.printed()).contains("dead letters: kept 1500\n");
    assertThat(letters()).hasSize(1_500).extracting(DeadLetter::reason).containsOnly("too-old");

    assertThat(new DeadLetterFolder(data).replay(letter -> true).handedOver()).isEqualTo(1_500);
    TestGateway patient = gateway("patient", "entry.max-age=30000d").start();
    await().until(() -> patient.total().received() > 0);

    // The stop comes while it is taken in, and nothing gets lost between the file and the entry.
    assertThat(patient.gateway().stop()).isZero();
    long received = patient.total().received();
    if (received < 1_500) {
      TestGateway rest = gateway("rest", "entry.max-age=30000d").start();
      await().until(() -> rest.total().received() == 1_500 - received);
      assertThat(rest.gateway().stop()).isZero();
    }
    assertThat(patient.total().windowed() + patient.total().late()).isEqualTo(received);
    assertThat(patient.gateway().ledger().balances())
        .extracting(Balance::source)
        .containsExactly(strict.gateway().ledger().balances().get(0).source());
    assertThat(new DeadLetterFolder(data).replay(letter -> true).handedOver()).isZero();
  }

  @Test
  void gatewayThatRunsTakesThemIn() throws Exception {
    TestGateway gateway = gateway("running", "entry.max-age=1h").start();
    gateway.send(Readings.at("A", 1));
    await().until(() -> letters().size() == 1);

    new DeadLetterFolder(data).replay(letter -> true);

    // It is as old as before, and so comes back as another letter.
    await().until(() -> letters().size() == 2);
    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.total().received()).isEqualTo(2);
    assertThat(gateway.total().rejectedInAll()).isEqualTo(2);
  }

  private List<DeadLetter> letters() throws Exception {
    List<DeadLetter> letters = new ArrayList<>();
    new DeadLetterFolder(data).read((letter, replayed) -> letters.add(letter));
    return letters;
  }

  private TestGateway gateway(String name, String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("data.folder=" + data);
    all.add("shutdown.timeout=" + Duration.ofSeconds(20).toSeconds() + "s");
    return new TestGateway(temp.resolve(name), all.toArray(new String[0]));
  }
}
