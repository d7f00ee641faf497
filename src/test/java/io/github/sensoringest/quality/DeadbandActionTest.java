package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadbandActionTest {
  private final TestQuality surroundings = new TestQuality();

  @AfterEach
  void close() {
    surroundings.close();
  }

  @Test
  void firstReadingOfEachSensorPasses() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));

    assertThat(surroundings.pass(action, surroundings.reading("A", 5))).hasSize(1);
    assertThat(surroundings.pass(action, surroundings.reading("B", 5))).hasSize(1);
  }

  @Test
  void valueIsHeldAgainstTheLastThatPassedAndNotAgainstTheLastThatCame() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));

    assertThat(passed(action, 5, 5.5, 5.9, 6, 6.5, 5.5, 5)).containsExactly(5.0, 6.0, 5.0);
  }

  @Test
  void percentIsOfTheLastThatPassed() throws Exception {
    DeadbandAction action = action(it -> it.setPercent("10"));

    assertThat(passed(action, 100, 109, 110, 120, 121, -121))
        .containsExactly(100.0, 110.0, 121.0, -121.0);
  }

  @Test
  void ofZeroEveryChangeIsEnough() throws Exception {
    DeadbandAction action = action(it -> it.setPercent("10"));

    assertThat(passed(action, 0, 0, 1e-9)).containsExactly(0.0, 1e-9);
  }

  @Test
  void eitherDistanceIsEnough() throws Exception {
    DeadbandAction action =
        action(
            it -> {
              it.setAbsolute("5");
              it.setPercent("10");
            });

    assertThat(passed(action, 10, 10.5, 11, 100, 104, 105))
        .containsExactly(10.0, 11.0, 100.0, 105.0);
  }

  @Test
  void heartbeatPassesWhatDoesNotChange() throws Exception {
    DeadbandAction action =
        action(
            it -> {
              it.setAbsolute("1");
              it.setHeartbeat("10s");
            });

    assertThat(passed(action, 5)).hasSize(1);
    assertThat(surroundings.pass(action, surroundings.after(Duration.ofSeconds(9), 5))).isEmpty();
    assertThat(surroundings.pass(action, surroundings.after(Duration.ofSeconds(1), 5))).hasSize(1);
    assertThat(surroundings.pass(action, surroundings.after(Duration.ofSeconds(9), 5))).isEmpty();
  }

  @Test
  void withoutAHeartbeatNothingPassesThatDoesNotChange() throws Exception {
    DeadbandAction action =
        action(
            it -> {
              it.setAbsolute("1");
              it.setHeartbeat("");
            });

    assertThat(passed(action, 5)).hasSize(1);
    assertThat(surroundings.pass(action, surroundings.after(Duration.ofDays(900), 5))).isEmpty();
  }

  @Test
  void otherMarksAndAnotherUnitPass() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));
    long now = surroundings.reading("S", 0).epochNanos();
    passed(action, 5);

    assertThat(surroundings.pass(action, new SensorReading("S", now, 5, "celsius", 1))).hasSize(1);
    assertThat(surroundings.pass(action, new SensorReading("S", now, 5, "celsius", 1))).isEmpty();
    assertThat(surroundings.pass(action, new SensorReading("S", now, 5, "kelvin", 1))).hasSize(1);
  }

  @Test
  void whatIsHeldBackIsCounted() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));

    passed(action, 5, 5, 5);

    assertThat(surroundings.balance().suppressed()).isEqualTo(Map.of(SuppressReason.DEADBAND, 2L));
    assertThat(surroundings.balance().received()).isEqualTo(2);
    assertThat(surroundings.balance().balances()).isTrue();
  }

  @Test
  void nothingIsHeldBackForTheSakeOfAReadingThatFailed() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));
    Exchange failing = surroundings.message("plant", surroundings.reading("S", 5));
    action.process(failing);
    failing.setException(new IllegalStateException("the buffer is full"));
    UnitOfWorkHelper.doneSynchronizations(
        failing, failing.getExchangeExtension().handoverCompletions());

    assertThat(passed(action, 5)).hasSize(1);
  }

  @Test
  void whatIsNoUsableReadingPasses() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));
    passed(action, 5);

    assertThat(passed(action, Double.NaN, Double.NaN)).hasSize(2);
    assertThat(surroundings.pass(action, "text")).isEqualTo(List.of("text"));
    assertThat(surroundings.pass(action, SensorReading.ofMillis("S", -1L << 40, 5, "celsius")))
        .as("refused by the entry for its age")
        .hasSize(1);
  }

  @Test
  void severalThreadsLoseNothing() throws Exception {
    DeadbandAction action = action(it -> it.setAbsolute("1"));
    int threads = 4;
    int each = 2_000;
    CountDownLatch done = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Object> passed = Collections.synchronizedList(new ArrayList<>());
    for (int t = 0; t < threads; t++) {
      pool.execute(
          () -> {
            try {
              for (int i = 0; i < each; i++) {
                passed.addAll(surroundings.pass(action, surroundings.reading("S" + i % 7, i % 3)));
              }
              done.countDown();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();

    assertThat(passed.size() + surroundings.balance().suppressedInAll()).isEqualTo(threads * each);
  }

  @Test
  void wrongParametersAreRefusedWithWhatToWrite() {
    refuses(it -> {}, "there is no distance: write absolute, such as 0.5, or percent");
    refuses(it -> it.setAbsolute("0"), "absolute is 0, which holds nothing back: write a number");
    refuses(it -> it.setPercent("0"), "percent is 0, which holds nothing back: write a number");
    refuses(it -> it.setPercent("-1"), "percent is '-1': write a number that is at least 0");
    refuses(
        it -> {
          it.setAbsolute("1");
          it.setHeartbeat("often");
        },
        "heartbeat: 'often' is no duration: write");
  }

  private void refuses(Consumer<DeadbandAction> parameters, String message) {
    assertThatThrownBy(() -> action(parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("deadband-action: " + message);
  }

  private List<Double> passed(DeadbandAction action, double... values) throws Exception {
    List<Double> passed = new ArrayList<>();
    for (double value : values) {
      for (Object reading : surroundings.pass(action, surroundings.reading("S", value))) {
        passed.add(((SensorReading) reading).value());
      }
    }
    return passed;
  }

  private DeadbandAction action(Consumer<DeadbandAction> parameters) {
    DeadbandAction action = new DeadbandAction();
    action.setCamelContext(surroundings.context);
    parameters.accept(action);
    action.start();
    return action;
  }
}
