package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.alarm.Alarms;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When sensors are called silent, and when they are back. */
class SilenceWatchTest {
  private static final Duration SILENT = Duration.ofSeconds(30);
  private static final Duration FORGET = Duration.ofHours(1);

  private final TestQuality surroundings = new TestQuality();
  private SilenceWatch watch;

  @BeforeEach
  void begin() throws Exception {
    surroundings.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:plant").routeId("plant").to("log:plant");
            from("direct:other").routeId("other").to("log:other");
          }
        });
    watch = watch(List.of());
  }

  @AfterEach
  void close() {
    surroundings.close();
  }

  @Test
  void sensorThatReportsInTimeRaisesNothing() {
    for (int i = 0; i < 10; i++) {
      heard("A");
      later(SILENT.minusNanos(1));
    }

    assertThat(surroundings.events()).isEmpty();
  }

  @Test
  void sensorThatDoesNotReportIsCalledSilentOnce() {
    heard("A");

    later(SILENT);
    later(SILENT);

    assertThat(surroundings.events()).containsExactly("raised A silence");
    Alarm alarm = surroundings.alarms.get(0);
    assertThat(alarm.source()).isEqualTo("plant");
    assertThat(alarm.detail()).isEqualTo("has not reported for 30s");
    assertThat(alarm.value()).isNaN();
  }

  @Test
  void sensorThatIsBackIsSaidToBeOnce() {
    heard("A");
    later(Duration.ofMinutes(2));

    heard("A");
    heard("A");

    assertThat(surroundings.events()).containsExactly("raised A silence", "cleared A silence");
    assertThat(surroundings.alarms.get(1).detail()).isEqualTo("is back after 2m");
  }

  @Test
  void eachSensorBehindOneSourceIsWatchedByItself() {
    heard("A", "B");
    later(Duration.ofSeconds(20));
    heard("B");

    later(Duration.ofSeconds(10));

    assertThat(surroundings.events()).containsExactly("raised A silence");
  }

  @Test
  void sensorThatNeverReportedIsNotMissedUnlessItIsExpected() {
    SilenceWatch expecting = watch(List.of("A", "B"));
    expecting.heard(readings("plant", "B"));

    surroundings.clock.advance(SILENT);
    expecting.look();

    assertThat(surroundings.events())
        .containsExactlyInAnyOrder("raised A silence", "raised B silence");
    expecting.heard(readings("plant", "A"));
    assertThat(surroundings.events()).last().isEqualTo("cleared A silence");
  }

  @Test
  void expectedSensorMayComeFromAnotherRoute() {
    SilenceWatch expecting = watch(List.of("A"));
    surroundings.clock.advance(SILENT.dividedBy(2));
    expecting.heard(readings("other", "A"));
    surroundings.clock.advance(SILENT.dividedBy(2));

    expecting.look();

    assertThat(surroundings.events()).isEmpty();
    assertThat(expecting.watched("other")).isZero();
  }

  @Test
  void sensorThatIsSilentForTooLongIsForgottenAndItsAlarmCleared() {
    heard("A");
    later(SILENT);

    later(FORGET);

    assertThat(surroundings.events()).containsExactly("raised A silence", "cleared A silence");
    assertThat(watch.watched("plant")).isZero();
  }

  @Test
  void expectedSensorIsNeverForgotten() {
    SilenceWatch expecting = watch(List.of("A"));
    surroundings.clock.advance(SILENT);
    expecting.look();
    surroundings.clock.advance(FORGET.multipliedBy(2));

    expecting.look();

    assertThat(surroundings.events()).containsExactly("raised A silence");
  }

  @Test
  void sourceThatWaitsForRoomInTheBufferIsNotSilent() {
    heard("A");
    surroundings.waiting.add("plant");
    later(SILENT.multipliedBy(3));
    surroundings.waiting.clear();

    later(SILENT.minusNanos(1));
    assertThat(surroundings.events()).isEmpty();
    later(Duration.ofNanos(1));
    assertThat(surroundings.events()).hasSize(1);
  }

  @Test
  void sourceWhoseRouteIsStoppedIsNotSilent() throws Exception {
    heard("A");
    surroundings.context.getRouteController().stopRoute("plant");
    later(SILENT.multipliedBy(3));
    assertThat(surroundings.events()).isEmpty();

    surroundings.context.getRouteController().startRoute("plant");
    later(SILENT);

    assertThat(surroundings.events()).containsExactly("raised A silence");
  }

  @Test
  void nobodyIsSilentWhileTheGatewayStops() {
    heard("A");

    surroundings.beans.stopWatching();
    later(SILENT);

    assertThat(surroundings.events()).isEmpty();
  }

  @Test
  void sensorsOfARouteThatIsGoneAreForgottenWhereAnActionIsShared() throws Exception {
    watch.heard(readings("other", "A"));
    later(SILENT);
    surroundings.context.getRouteController().stopRoute("other");
    surroundings.context.removeRoute("other");

    watch.look();

    assertThat(surroundings.events()).containsExactly("raised A silence", "cleared A silence");
    assertThat(watch.watched("other")).isZero();
  }

  @Test
  void alarmOfAnActionThatIsReplacedIsClearedAndRaisedAnewIfTheSensorIsExpected() {
    heard("A");
    later(SILENT);
    watch.end();
    SilenceWatch successor = watch(List.of("A"));
    surroundings.clock.advance(Alarms.HANDOVER);
    surroundings.raised().clearEnded();

    assertThat(surroundings.events()).containsExactly("raised A silence", "cleared A silence");
    surroundings.clock.advance(SILENT);
    successor.look();
    assertThat(surroundings.events()).hasSize(3);
  }

  @Test
  void moreSensorsThanItCanWatchAreNotWatched() {
    int most = SensorMemory.MOST_SENSORS;
    for (int i = 0; i < most + 1_000; i++) {
      heard("S" + i);
    }

    assertThat(watch.watched("plant")).isEqualTo(most);
  }

  @Test
  void wrongParametersAreRefusedWithWhatToWrite() {
    refuses(it -> {}, "silentAfter: '' is no duration: write");
    refuses(it -> it.setSilentAfter("0s"), "silentAfter is '0s': write a time above 0");
    refuses(
        it -> {
          it.setSilentAfter("8d");
          it.setForgetAfter("7d");
        },
        "forgetAfter is '7d': write a time above silentAfter");
  }

  private void refuses(Consumer<SilenceAction> parameters, String message) {
    SilenceAction action = new SilenceAction();
    action.setCamelContext(surroundings.context);
    parameters.accept(action);
    assertThatThrownBy(action::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("silence-action: " + message);
  }

  private SilenceWatch watch(List<String> expected) {
    return new SilenceWatch(
        surroundings.quality(), SILENT.toNanos(), FORGET.toNanos(), expected, "plant");
  }

  private void heard(String... ids) {
    watch.heard(readings("plant", ids));
  }

  private void later(Duration time) {
    surroundings.clock.advance(time);
    watch.look();
  }

  private MessageReadings readings(String source, String... ids) {
    List<Object> readings =
        List.<Object>copyOf(Arrays.stream(ids).map(id -> surroundings.reading(id, 1)).toList());
    return surroundings
        .quality()
        .readings(surroundings.message(source, readings), surroundings.clock.millis());
  }
}
