package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ManualClock;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.config.Settings;
import io.github.sensoringest.deadletter.DeadLetterBeans;
import io.github.sensoringest.deadletter.DeadLetterCounts;
import io.github.sensoringest.deadletter.DeadLetterFolder;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.rejected.RejectedBeans;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code routes/pipeline/rejected.camel.yaml}. */
class RejectedRouteTest extends CamelTestSupport {
  private static final String LOGGER = "io.github.sensoringest.rejected.RejectedLog";

  @TempDir Path data;

  private final ManualClock clock = ManualClock.atMillis(0);
  private DeadLetterBeans deadLetters;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void load() throws Exception {
    Settings settings = TestSettings.with("entry.log-every=10s", "data.folder=" + data);
    new RejectedBeans(settings, clock).configure(context);
    deadLetters = new DeadLetterBeans(settings, source -> Optional.empty(), clock);
    deadLetters.configure(context);
    RouteText.loadFile(context, "routes/pipeline/rejected.camel.yaml");
    context.start();
  }

  @Test
  void refusedReadingIsLoggedWithItsReason() {
    try (LogLines log = new LogLines(LOGGER)) {
      refuse("boiler", RejectReason.NOT_FINITE);

      assertThat(log.all())
          .containsExactly("Refused a reading of boiler (not-finite): S reported NaN");
    }
  }

  @Test
  void sameReasonOfTheSameSourceIsLoggedOnceInAWhile() {
    try (LogLines log = new LogLines(LOGGER)) {
      for (int i = 0; i < 100; i++) {
        refuse("boiler", RejectReason.NOT_FINITE);
      }
      assertThat(log.all()).hasSize(1);

      clock.advance(Duration.ofSeconds(10));
      refuse("boiler", RejectReason.NOT_FINITE);

      assertThat(log.all()).hasSize(2);
      assertThat(log.all().get(1)).endsWith("; and 99 more since this was last said");
    }
  }

  @Test
  void otherReasonsAndSourcesAreLoggedAtOnce() {
    try (LogLines log = new LogLines(LOGGER)) {
      refuse("boiler", RejectReason.NOT_FINITE);
      refuse("boiler", RejectReason.TOO_OLD);
      refuse("kiln", RejectReason.NOT_FINITE);

      assertThat(log.all()).hasSize(3);
    }
  }

  @Test
  void everyRefusedReadingIsKeptHoweverFewAreLogged() throws Exception {
    for (int i = 0; i < 100; i++) {
      refuse("boiler", RejectReason.NOT_FINITE);
    }
    deadLetters.flush(Duration.ofSeconds(30));

    AtomicInteger kept = new AtomicInteger();
    new DeadLetterFolder(data).read((letter, replayed) -> kept.incrementAndGet());
    assertThat(kept).hasValue(100);
    assertThat(deadLetters.counts()).isEqualTo(new DeadLetterCounts(100, 0, 0));
  }

  private void refuse(String source, RejectReason reason) {
    template.sendBody(
        "direct:rejected", new Rejection(source, reason, "S reported NaN", Double.NaN));
  }
}
