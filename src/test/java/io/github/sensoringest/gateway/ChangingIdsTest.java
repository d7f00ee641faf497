package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.TestSettings;
import io.github.sensoringest.check.Role;
import io.github.sensoringest.config.LogFormat;
import io.github.sensoringest.entry.FirstReadings;
import io.github.sensoringest.live.LiveFolder;
import io.github.sensoringest.live.RouteFolder;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.window.WindowSummary;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source whose sensors have a new id with each reading. */
class ChangingIdsTest {
  private static final int BATCH = 1_000;
  private static final long MOST_GROWTH = 40_000_000;

  private final AtomicLong rows = new AtomicLong();

  @ParameterizedTest
  @CsvSource({"1000, window.gap=0s", "100, window.gap=500ms"})
  void idsThatDoNotComeBackLeaveNothingBehind(int batches, String windows) throws Exception {
    String[] settings = {windows, "window.length=1s", "window.check=1ms", "window.lateness=0s"};
    Path shipped = Path.of("routes");
    Gateway gateway =
        new Gateway(
            TestSettings.with(settings),
            TestSettings.configuration(settings).all(),
            LiveFolder.fixed(RouteFolder.open(shipped, shipped).files(Role.PIPELINE)),
            new FirstReadings(0, reading -> {}),
            new Output(new PrintWriter(Writer.nullWriter()), LogFormat.TEXT));
    gateway.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:sink-count")
                .process(
                    exchange -> {
                      for (Object row : (List<?>) exchange.getMessage().getBody()) {
                        rows.addAndGet(((WindowSummary) row).count());
                      }
                    });
          }
        });
    long early = 0;
    long late;
    int number = 0;
    try {
      ProducerTemplate template = gateway.start().createProducerTemplate();
      long start = System.currentTimeMillis() - 10_000_000L;
      for (int batch = 0; batch < batches; batch++) {
        List<SensorReading> readings = new ArrayList<>();
        for (int i = 0; i < BATCH; i++, number++) {
          long time = start + 1_000L * batch;
          readings.add(SensorReading.ofMillis("ID-" + number, time, i, "celsius"));
        }
        template.sendBody("direct:readings", readings);
        if (batch == batches / 5) {
          early = usedBytes(gateway);
        }
      }
      late = usedBytes(gateway);
    } finally {
      gateway.stop();
    }

    assertThat(late - early).as("growth in bytes").isLessThan(MOST_GROWTH);
    assertThat(rows.get()).isEqualTo((long) number);
    assertThat(gateway.ledger().total().balances()).isTrue();
    assertThat(gateway.ledger().sensors()).isBetween(number * 9L / 10, number * 11L / 10);
  }

  private static long usedBytes(Gateway gateway) {
    await().atMost(Duration.ofMinutes(2)).until(() -> gateway.ledger().total().held() <= 2 * BATCH);
    // Twice, since what the first one finds may hold more.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
