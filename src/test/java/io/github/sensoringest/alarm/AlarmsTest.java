package io.github.sensoringest.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sensoringest.LogLines;
import io.github.sensoringest.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private final ManualClock clock = ManualClock.atMillis(1_000);
  private final List<Alarm> sent = Collections.synchronizedList(new ArrayList<>());
  private final Alarms alarms = new Alarms(sent::add, clock);
  private final Alarms.Watcher watcher = alarms.watcher();

  @Test
  void alarmSaysWhatWhoWhenAndWhy() {
    watcher.raise("plant", "A", "above-max", 131, "131 is above 125");

    assertThat(sent)
        .containsExactly(
            new Alarm(
                "plant",
                "A",
                "above-max",
                Alarm.State.RAISED,
                clock.instant(),
                "131 is above 125",
                131));
  }

  @Test
  void raisedOnceAndClearedOnce() {
    raise(watcher);
    raise(watcher);
    clear(watcher);
    clear(watcher);

    assertThat(states()).containsExactly(Alarm.State.RAISED, Alarm.State.CLEARED);
  }

  @Test
  void whatWasNotRaisedIsNotCleared() {
    clear(watcher);

    assertThat(sent).isEmpty();
  }

  @Test
  void sourcesSensorsAndKindsAreApart() {
    watcher.raise("plant", "A", "step", 1, "");
    watcher.raise("plant", "A", "rate", 1, "");
    watcher.raise("plant", "B", "step", 1, "");
    watcher.raise("other", "A", "step", 1, "");

    assertThat(sent).hasSize(4);
    assertThat(alarms.raisedNow()).isEqualTo(4);
  }

  @Test
  void firstWatcherRaisesAndTheLastClears() {
    Alarms.Watcher second = alarms.watcher();
    raise(watcher);
    raise(second);
    clear(watcher);
    assertThat(states()).containsExactly(Alarm.State.RAISED);

    clear(second);

    assertThat(states()).containsExactly(Alarm.State.RAISED, Alarm.State.CLEARED);
  }

  @Test
  void watcherThatHasEndedDoesNotKeepItsSuccessorFromClearing() {
    raise(watcher);
    watcher.end();
    Alarms.Watcher successor = alarms.watcher();
    raise(successor);

    clear(successor);

    assertThat(states()).containsExactly(Alarm.State.RAISED, Alarm.State.CLEARED);
  }

  @Test
  void alarmThatNobodyTakesOnIsClearedAfterTheHandoverAndNotBefore() {
    raise(watcher);
    watcher.end();
    clock.advance(Alarms.HANDOVER.minusMillis(1));
    alarms.clearEnded();
    assertThat(sent).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    alarms.clearEnded();

    assertThat(states()).containsExactly(Alarm.State.RAISED, Alarm.State.CLEARED);
  }

  @Test
  void alarmsOfASourceThatIsGoneAreCleared() {
    raise(watcher);
    watcher.raise("other", "A", "step", 1, "");

    alarms.clearSource("plant");
    clear(watcher);

    assertThat(states())
        .containsExactly(Alarm.State.RAISED, Alarm.State.RAISED, Alarm.State.CLEARED);
    assertThat(alarms.raisedNow()).isEqualTo(1);
  }

  @Test
  void alarmThatCannotBeSentFailsNobodyAndIsCounted() {
    Alarms failing =
        new Alarms(
            alarm -> {
              throw new IllegalStateException("Queue full");
            },
            clock);
    try (LogLines log = new LogLines(Alarms.class.getName())) {
      Alarms.Watcher unheard = failing.watcher();
      raise(unheard);
      clear(unheard);

      assertThat(failing.lost()).isEqualTo(2);
      assertThat(log.all()).containsExactly("An alarm of plant is lost (above-max): Queue full");
    }
  }

  @Test
  void moreAlarmsThanItCanHoldAreCountedAndNotHeld() {
    for (int i = 0; i < Alarms.MOST_RAISED + 5; i++) {
      watcher.raise("plant", "S" + i, "silence", Double.NaN, "");
    }

    assertThat(alarms.raisedNow()).isEqualTo(Alarms.MOST_RAISED);
    assertThat(alarms.lost()).isEqualTo(5);
  }

  @Test
  void severalThreadsRaiseItOnceAndClearItOnce() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      pool.execute(
          () -> {
            Alarms.Watcher own = alarms.watcher();
            for (int i = 0; i < 1_000; i++) {
              raise(own);
              clear(own);
            }
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();

    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i).state())
          .isEqualTo(i % 2 == 0 ? Alarm.State.RAISED : Alarm.State.CLEARED);
    }
    assertThat(alarms.raisedNow()).isZero();
    assertThat(alarms.raised()).isEqualTo(alarms.cleared());
  }

  @Test
  void metersSayWhatIsRaisedAndWasRaisedClearedAndLost() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new AlarmMeters(alarms).bindTo(registry);
    raise(watcher);
    watcher.raise("plant", "B", "step", 1, "");
    clear(watcher);

    assertThat(registry.get("sensor.ingest.alarms.active").gauge().value()).isEqualTo(1);
    assertThat(registry.get("sensor.ingest.alarms.raised").functionCounter().count()).isEqualTo(2);
    assertThat(registry.get("sensor.ingest.alarms.cleared").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("sensor.ingest.alarms.lost").functionCounter().count()).isZero();
  }

  private static void raise(Alarms.Watcher by) {
    by.raise("plant", "A", "above-max", 131, "131 is above 125");
  }

  private static void clear(Alarms.Watcher by) {
    by.clear("plant", "A", "above-max", 50, "good");
  }

  private List<Alarm.State> states() {
    return sent.stream().map(Alarm::state).toList();
  }
}
