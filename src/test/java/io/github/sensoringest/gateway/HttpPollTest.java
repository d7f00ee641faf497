package io.github.sensoringest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.DeviceFarm;
import io.github.sensoringest.DeviceFarm.Behaviour;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code http-poll-source} in a whole gateway, before a farm of devices. */
class HttpPollTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final DeviceFarm farm = new DeviceFarm();
  @TempDir private Path folder;
  private TestGateway gateway;

  @AfterEach
  void end() {
    if (gateway != null) {
      gateway.gateway().stop();
    }
    farm.close();
  }

  private void poll(String devices, String... parameters) throws Exception {
    String yaml =
        """
        - route:
            id: farm
            from:
              uri: kamelet:http-poll-source
              parameters:
                devices: %s
        %s      steps:
                - to: direct:readings
        """
            .formatted(devices, String.join("\n", parameters).indent(8));
    gateway = new TestGateway(folder, yaml, new String[] {"window.length=1h"}).start();
  }

  @Test
  void thousandDevicesAreAskedAtTheSameTime() throws Exception {
    farm.answerOnlyTogether(1_000);

    // The others wait for one that fails, which is asked again a second later.
    poll(farm.devices(1, 1_000), "period: 1s", "timeout: 100s");

    await().atMost(Duration.ofSeconds(110)).until(() -> gateway.total().received() >= 1_000);
    assertThat(farm.answered()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void devicesThatHangFailTrickleOrNeverEndHoldUpNoOther() throws Exception {
    farm.behave(1, Behaviour.HANGS);
    farm.behave(2, Behaviour.FAILS);
    farm.behave(3, Behaviour.TRICKLES);
    farm.behave(4, Behaviour.TALKS_WITHOUT_END);

    poll(farm.devices(1, 20), "period: 50ms", "timeout: 1s", "maxPayload: 1000000");

    await().atMost(LONG).until(() -> gateway.total().received() >= 16 * 40);
    assertThat(farm.asked(1)).isLessThan(farm.asked(20));
    assertThat(farm.asked(2)).isLessThan(farm.asked(20));
    assertThat(gateway.total().rejectedInAll()).isZero();
  }

  @Test
  void devicesThatWereSwitchedOffAreReadAgainWhenTheyAreBack() throws Exception {
    poll(farm.devices(1, 50), "period: 50ms", "maxBackOff: 100ms", "awayAfter: 2");
    await().atMost(LONG).until(() -> gateway.total().received() >= 100);

    farm.off();
    await().atMost(LONG).until(() -> gateway.alarms().raisedNow() == 50);
    farm.on();

    await().atMost(LONG).until(() -> gateway.alarms().raisedNow() == 0);
    assertThat(gateway.alarms().raised()).isEqualTo(50);
    assertThat(gateway.alarms().cleared()).isEqualTo(50);
  }

  @Test
  void whatWasAnsweredIsReceivedWhenNobodyIsAskedAnyMore() throws Exception {
    poll(farm.devices(1, 10), "period: 1h");

    await().atMost(LONG).until(() -> gateway.total().received() == 10);
    assertThat(gateway.gateway().stop()).isZero();
    assertThat(gateway.takenReadings()).isEqualTo(10);
    gateway = null;
  }
}
