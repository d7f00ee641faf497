package io.github.sensoringest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.gateway.Gateway;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PollBenchTest {
  private static final Duration DELAY = Duration.ofMillis(50);

  @TempDir private Path folder;

  private Gateway gateway(int port, int devices) {
    return SensorGateway.of(
        folder,
        """
        - route:
            id: bench
            from:
              uri: kamelet:http-poll-source
              parameters:
                devices: http://127.0.0.1:%d/gateway/{1..%d}
                period: %d
              steps:
                - to: direct:readings
        """
            .formatted(port, devices, PollBench.PERIOD.toMillis()));
  }

  @Test
  void everyAnswerIsCountedAndNoneComesBeforeTheDevicesCanGiveIt() throws Exception {
    PollBench bench = new PollBench(new PollBench.Plan(20, DELAY, 2, 0));

    PollBench.Result result = bench.run(port -> gateway(port, 20));

    assertThat(result.countsAgree()).isTrue();
    assertThat(result.median()).isGreaterThanOrEqualTo(DELAY.toMillis());
    assertThat(result.bareMedian()).isGreaterThanOrEqualTo(DELAY.toMillis());
    assertThat(result.slowest()).isGreaterThanOrEqualTo(result.median());
    assertThat(result.first()).isPositive();
  }
}
