package io.github.sensoringest.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.TestMqttBroker;
import io.github.sensoringest.gateway.Gateway;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MqttBenchTest {
  private static final String TOPIC = "bench";
  private static final String ONCE = "- to: direct:readings";
  private static final String TWICE =
      """
      - multicast:
          steps:
            - to: direct:readings
            - to: direct:readings
      """;

  @TempDir private Path folder;

  private Gateway gateway(String broker, String steps) {
    return SensorGateway.of(
        folder,
        """
        - route:
            id: bench
            from:
              uri: kamelet:mqtt-source
              parameters:
                topic: bench
                broker: %s
                sessionExpiry: 0
                format: json
              steps:
        %s
        """
            .formatted(broker, steps.indent(8)));
  }

  private static MqttBench.Plan plan(String broker) {
    return new MqttBench.Plan(broker, TOPIC, 10, 1, Duration.ofMillis(100));
  }

  @Test
  void bothSidesCountWhatWasPublishedAndNoOtherDoes() throws Exception {
    try (TestMqttBroker broker = TestMqttBroker.start(folder, "-Dpersistence=in-memory")) {
      MqttBench.Result result = new MqttBench(plan(broker.url())).run(gateway(broker.url(), ONCE));

      assertThat(result.countsAgree()).isTrue();
      assertThat(result.messages()).isPositive();
      assertThat(result.messagesPerSecond()).isPositive();
      assertThat(result.bareMessagesPerSecond()).isPositive();
      assertThat(result.ratio()).isPositive();

      MqttBench.Result doubled =
          new MqttBench(plan(broker.url())).run(gateway(broker.url(), TWICE));

      assertThat(doubled.countsAgree()).isFalse();
    }
  }

  @Test
  void brokerThatIsNoneIsRefused() {
    assertThatThrownBy(() -> plan("localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write its URL, such as tcp://localhost:1883");
  }
}
