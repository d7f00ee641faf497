package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.alarm.Alarm;
import io.github.sensoringest.alarm.Alarms;
import io.github.sensoringest.reading.QualityFlag;
import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The alarms of a quality action. */
class QualityAlarmsTest {
  private final TestQuality surroundings = new TestQuality();

  @AfterEach
  void close() {
    surroundings.close();
  }

  @Test
  void alarmIsRaisedOnceAndTheReadingsAreKeptAndMarked() throws Exception {
    QualityAction action = action(it -> {});

    List<Object> first = send(action, 101);
    send(action, 102);

    assertThat(((SensorReading) first.get(0)).flags()).isEqualTo(QualityFlag.ABOVE_MAX.bit());
    assertThat(surroundings.events()).containsExactly("raised S above-max");
    assertThat(surroundings.alarms.get(0).detail()).isEqualTo("101 is above the max of 100");
    assertThat(surroundings.alarms.get(0).value()).isEqualTo(101);
    assertThat(surroundings.alarms.get(0).source()).isEqualTo("plant");
  }

  @Test
  void alarmIsClearedOnceAfterEnoughGoodReadingsInARow() throws Exception {
    QualityAction action = action(it -> it.setClearAfter("2"));
    send(action, 101);

    send(action, 50);
    assertThat(surroundings.events()).hasSize(1);
    send(action, 50);
    send(action, 50);

    assertThat(surroundings.events()).containsExactly("raised S above-max", "cleared S above-max");
    assertThat(surroundings.alarms.get(1).detail()).isEqualTo("2 readings in a row were good");
  }

  @Test
  void valueThatGoesToAndFroDoesNotFlap() throws Exception {
    QualityAction action = action(it -> {});

    for (int i = 0; i < 100; i++) {
      send(action, 101);
      send(action, 99);
      send(action, 99);
    }

    assertThat(surroundings.events()).containsExactly("raised S above-max");
  }

  @Test
  void alarmThatWasClearedCanBeRaisedAgain() throws Exception {
    QualityAction action = action(it -> it.setClearAfter("1"));

    send(action, 101);
    send(action, 50);
    send(action, 102);

    assertThat(surroundings.events())
        .containsExactly("raised S above-max", "cleared S above-max", "raised S above-max");
  }

  @Test
  void kindsAndSensorsAreAlarmedApart() throws Exception {
    QualityAction action = action(it -> it.setMin("0"));

    send(action, 101);
    send(action, -1);
    surroundings.pass(action, surroundings.reading("T", 101));

    assertThat(surroundings.events())
        .containsExactly("raised S above-max", "raised S below-min", "raised T above-max");
  }

  @Test
  void readingThatCannotTellNeitherClearsNorKeepsAnAlarm() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setUnit("celsius");
              it.setOnUnit("tag");
              it.setClearAfter("2");
            });
    send(action, 101);

    send(action, 50);
    surroundings.pass(action, SensorReading.of("S", surroundings.clock.instant(), 50, "bar"));
    assertThat(surroundings.events()).hasSize(1);
    send(action, 50);

    assertThat(surroundings.events()).hasSize(2);
  }

  @Test
  void refusedReadingRaisesAnAlarmOfAnotherKindToo() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setMaxStep("1");
              it.setOnStep("reject");
            });
    send(action, 50);

    assertThat(send(action, 101)).isEmpty();
    assertThat(surroundings.events()).containsExactly("raised S above-max");
  }

  @Test
  void otherwiseFindingsRaiseNone() throws Exception {
    QualityAction action = action(it -> it.setOnFinding("tag"));

    send(action, 101);

    assertThat(surroundings.events()).isEmpty();
  }

  @Test
  void alarmOfAnActionThatIsReplacedIsTakenOnByItsSuccessor() throws Exception {
    QualityAction old = action(it -> {});
    send(old, 101);

    old.stop();
    QualityAction successor = action(it -> it.setClearAfter("1"));
    send(successor, 102);
    surroundings.clock.advance(Alarms.HANDOVER);
    surroundings.raised().clearEnded();
    assertThat(surroundings.events()).containsExactly("raised S above-max");
    send(successor, 50);

    assertThat(surroundings.alarms)
        .extracting(Alarm::detail)
        .containsExactly("101 is above the max of 100", "a reading was good");
  }

  @Test
  void alarmOfAnActionThatIsGoneIsClearedAfterTheHandover() throws Exception {
    QualityAction action = action(it -> {});
    send(action, 101);

    action.stop();
    surroundings.raised().clearEnded();
    assertThat(surroundings.events()).hasSize(1);
    surroundings.clock.advance(Alarms.HANDOVER);
    surroundings.raised().clearEnded();

    assertThat(surroundings.events()).containsExactly("raised S above-max", "cleared S above-max");
  }

  @Test
  void sensorThatIsForgottenLeavesNoAlarmBehind() throws Exception {
    QualityAction action = action(it -> {});
    send(action, 101);
    surroundings.clock.advance(Duration.ofDays(2));

    surroundings.pass(action, surroundings.reading("T", 1));

    assertThat(surroundings.events()).containsExactly("raised S above-max", "cleared S above-max");
    assertThat(surroundings.raised().raisedNow()).isZero();
  }

  private List<Object> send(QualityAction action, double value) throws Exception {
    return surroundings.pass(action, surroundings.reading("S", value));
  }

  private QualityAction action(Consumer<QualityAction> parameters) {
    QualityAction action = new QualityAction();
    action.setCamelContext(surroundings.context);
    action.setMax("100");
    action.setOnFinding("alarm");
    parameters.accept(action);
    action.start();
    return action;
  }
}
