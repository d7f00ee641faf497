package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.SuppressReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeduplicateActionTest {
  private final TestQuality surroundings = new TestQuality();

  @AfterEach
  void close() {
    surroundings.close();
  }

  @Test
  void repeatOfSensorAndTimestampIsTakenOutWhateverItsValue() throws Exception {
    DeduplicateAction action = action(it -> {});
    SensorReading reading = surroundings.reading("S", 5);

    assertThat(surroundings.pass(action, reading)).containsExactly(reading);
    assertThat(surroundings.pass(action, reading)).isEmpty();
    assertThat(surroundings.pass(action, surroundings.reading("S", 6))).isEmpty();
  }

  @Test
  void anotherSensorOrTimestampIsNoRepeat() throws Exception {
    DeduplicateAction action = action(it -> {});
    surroundings.pass(action, surroundings.reading("S", 5));

    assertThat(surroundings.pass(action, surroundings.reading("T", 5))).hasSize(1);
    assertThat(surroundings.pass(action, surroundings.after(Duration.ofNanos(1), 5))).hasSize(1);
  }

  @Test
  void sameSensorOfAnotherSourceIsNoRepeat() throws Exception {
    DeduplicateAction action = action(it -> {});
    surroundings.pass(action, surroundings.reading("S", 5));
    Exchange other = surroundings.message("other", surroundings.reading("S", 5));

    action.process(other);

    assertThat(other.isRouteStop()).isFalse();
  }

  @Test
  void repeatsWithinAMessageAreTakenOutToo() throws Exception {
    DeduplicateAction action = action(it -> {});
    SensorReading one = surroundings.reading("A", 5);
    SensorReading two = surroundings.reading("B", 5);

    assertThat(surroundings.pass(action, List.of(one, two, one))).containsExactly(one, two);
  }

  @Test
  void repeatAfterTheHorizonPasses() throws Exception {
    DeduplicateAction action = action(it -> it.setHorizon("10s"));
    SensorReading reading = surroundings.reading("S", 5);
    surroundings.pass(action, reading);

    surroundings.clock.advance(Duration.ofSeconds(9));
    assertThat(surroundings.pass(action, reading)).isEmpty();
    surroundings.clock.advance(Duration.ofSeconds(1));
    assertThat(surroundings.pass(action, reading)).hasSize(1);
  }

  @Test
  void repeatsAreCounted() throws Exception {
    DeduplicateAction action = action(it -> {});
    SensorReading reading = surroundings.reading("S", 5);

    surroundings.pass(action, List.of(reading, reading, reading));

    assertThat(surroundings.balance().suppressed()).isEqualTo(Map.of(SuppressReason.DUPLICATE, 2L));
    assertThat(surroundings.balance().balances()).isTrue();
  }

  @Test
  void readingThatFailedAndIsSentAgainIsNoRepeat() throws Exception {
    DeduplicateAction action = action(it -> {});
    SensorReading reading = surroundings.reading("S", 5);
    Exchange failing = surroundings.message("plant", reading);
    action.process(failing);
    failing.setException(new IllegalStateException("the buffer is full"));
    UnitOfWorkHelper.doneSynchronizations(
        failing, failing.getExchangeExtension().handoverCompletions());

    assertThat(surroundings.pass(action, reading)).hasSize(1);
    assertThat(surroundings.pass(action, reading)).isEmpty();
  }

  @Test
  void bareNumberHasNoTimestampOfItsOwnAndPasses() throws Exception {
    DeduplicateAction action = action(it -> {});

    assertThat(surroundings.pass(action, 5)).hasSize(1);
    assertThat(surroundings.pass(action, 5)).hasSize(1);
  }

  @Test
  void whatIsNoUsableReadingPasses() throws Exception {
    DeduplicateAction action = action(it -> {});
    List<Object> odd = new ArrayList<>();
    odd.add(null);
    odd.add("text");
    odd.add("text");
    odd.add(surroundings.reading("S", Double.NaN));
    odd.add(surroundings.reading("S", Double.NaN));

    assertThat(surroundings.pass(action, odd)).isEqualTo(odd);
  }

  @Test
  void moreThanItRemembersForgetsTheOldestAndSaysSoOnce() throws Exception {
    DeduplicateAction action = action(it -> it.setRemember("2"));
    SensorReading first = surroundings.reading("A", 5);
    try (LogLines log = new LogLines(SeenReadings.class.getName())) {
      surroundings.pass(
          action,
          List.of(
              first,
              surroundings.reading("B", 5),
              surroundings.reading("C", 5),
              surroundings.reading("D", 5)));

      assertThat(log.all())
          .singleElement()
          .asString()
          .startsWith("deduplicate-action of plant gets more than 2 readings within its horizon");
    }
    assertThat(surroundings.pass(action, surroundings.reading("D", 5))).isEmpty();
    assertThat(surroundings.pass(action, first)).hasSize(1);
  }

  @Test
  void everChangingIdsTakeBoundedMemory() {
    SeenReadings seen = new SeenReadings("plant", Long.MAX_VALUE, 1_000);
    for (int i = 0; i < 100_000; i++) {
      seen.isFirst(surroundings.reading("S" + i, 1), i);
    }

    assertThat(seen.size()).isEqualTo(1_000);
  }

  @Test
  void wrongParametersAreRefusedWithWhatToWrite() {
    refuses(it -> it.setHorizon("0s"), "horizon is '0s': write a time above 0");
    refuses(it -> it.setRemember("0"), "remember is '0': write a whole number from 1 to 10000000");
    refuses(it -> it.setRemember("all"), "remember is 'all': write a whole number from 1");
  }

  private void refuses(Consumer<DeduplicateAction> parameters, String message) {
    assertThatThrownBy(() -> action(parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("deduplicate-action: " + message);
  }

  private DeduplicateAction action(Consumer<DeduplicateAction> parameters) {
    DeduplicateAction action = new DeduplicateAction();
    action.setCamelContext(surroundings.context);
    parameters.accept(action);
    action.start();
    return action;
  }
}
