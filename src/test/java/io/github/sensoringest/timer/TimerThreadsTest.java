package io.github.sensoringest.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimerThreadsTest {
  private final List<String> made = new ArrayList<>();
  private final TimerThreads threads =
      new TimerThreads(
          3,
          2,
          name -> {
            made.add(name);
            return new Timer(name, true);
          });

  @AfterEach
  void stop() {
    threads.stop();
  }

  @Test
  void firstNamesHaveATimerOfTheirOwn() {
    assertThat(distinct(take("a", "b", "c"))).hasSize(3);
    assertThat(made).containsExactly("a", "b", "c");
  }

  @Test
  void furtherNamesShareTimersWithEachOtherOnly() {
    List<Timer> own = take("a", "b", "c");
    List<Timer> further = take("d", "e", "f", "g", "h");

    assertThat(distinct(further)).hasSize(2).doesNotContainAnyElementsOf(own);
    assertThat(made).containsExactly("a", "b", "c", "shared", "shared");
  }

  @Test
  void sharedTimersHaveEquallyManyNames() {
    take("a", "b", "c");

    assertThat(
            take("d", "e", "f", "g", "h", "i").stream()
                .collect(Collectors.groupingBy(System::identityHashCode, Collectors.counting()))
                .values())
        .containsExactly(3L, 3L);
  }

  @Test
  void newNameGoesWhereOneHasLeft() {
    take("a", "b", "c");
    List<Timer> further = take("d", "e", "f", "g");
    threads.release("e");

    assertThat(take("h")).containsExactly(further.get(1));
  }

  @Test
  void usersOfOneNameHaveTheSameTimer() {
    assertThat(threads.take("user", "name")).isSameAs(threads.take("other", "name"));
  }

  @Test
  void userThatAsksTwiceHoldsItsTimerOnce() {
    Timer timer = threads.take("user", "name");

    assertThat(threads.take("user", "name")).isSameAs(timer);
    threads.release("user");
    assertThatIsCancelled(timer);
  }

  @Test
  void timerIsCancelledWithItsLastUser() {
    Timer timer = threads.take("user", "name");
    threads.take("other", "name");

    threads.release("user");
    assertThatRuns(timer);
    threads.release("other");
    assertThatIsCancelled(timer);
  }

  @Test
  void sharedTimerIsCancelledWithItsLastName() {
    take("a", "b", "c");
    Timer shared = take("d", "e", "f").get(0);

    threads.release("d");
    assertThatRuns(shared);
    threads.release("f");
    assertThatIsCancelled(shared);
  }

  @Test
  void nameThatComesBackGetsATimerThatRuns() {
    threads.take("user", "name");
    threads.release("user");

    assertThatRuns(threads.take("user", "name"));
  }

  @Test
  void ownTimerThatIsReleasedIsFreeForAnotherName() {
    take("a", "b", "c", "d");
    threads.release("b");
    take("e");

    assertThat(made).endsWith("shared", "e");
  }

  @Test
  void releasingWithoutATimerDoesNothing() {
    Timer timer = threads.take("user", "name");

    threads.release("other");

    assertThatRuns(timer);
  }

  @Test
  void timerApartIsSharedWithNobodyNotEvenOfTheSameName() {
    Timer apart = threads.takeApart("pipeline", "tick");

    assertThat(take("tick", "a", "b", "c", "d", "e")).doesNotContain(apart);
    threads.release("tick");
    assertThatRuns(apart);
  }

  @Test
  void timerApartTakesAwayNoOtherFromTheOwnOnes() {
    threads.takeApart("pipeline", "tick");
    take("a", "b", "c");

    assertThat(made).containsExactly("tick", "a", "b", "c");
  }

  @Test
  void timerApartIsCancelledWhenItIsReleased() {
    Timer apart = threads.takeApart("pipeline", "tick");

    threads.release("pipeline");

    assertThatIsCancelled(apart);
  }

  @Test
  void sharedTimerForgetsACancelledTaskAtOnce() {
    take("a", "b", "c");
    Timer shared = take("d", "e", "f").get(0);
    TimerTask inADay = task();
    shared.schedule(inADay, 86_400_000);
    inADay.cancel();

    threads.release("d");

    assertThat(shared.purge()).as("tasks left to forget").isZero();
  }

  @Test
  void threadsAreBoundedHoweverManyNamesThereAre() {
    take(IntStream.range(0, 1000).mapToObj(i -> "name " + i).toArray(String[]::new));

    assertThat(made).hasSize(5);
  }

  @Test
  void stopCancelsAll() {
    List<Timer> timers = take("a", "b", "c", "d");
    timers.add(threads.takeApart("pipeline", "tick"));

    threads.stop();

    assertThat(timers).allSatisfy(TimerThreadsTest::assertThatIsCancelled);
  }

  /** Takes a timer for each name, by a user called the same. */
  private List<Timer> take(String... names) {
    List<Timer> timers = new ArrayList<>();
    for (String name : names) {
      timers.add(threads.take(name, name));
    }
    return timers;
  }

  private static Set<Timer> distinct(List<Timer> timers) {
    Set<Timer> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(timers);
    return set;
  }

  private static void assertThatRuns(Timer timer) {
    timer.schedule(task(), 0);
  }

  private static void assertThatIsCancelled(Timer timer) {
    assertThatThrownBy(() -> timer.schedule(task(), 0)).isInstanceOf(IllegalStateException.class);
  }

  private static TimerTask task() {
    return new TimerTask() {
      @Override
      public void run() {}
    };
  }
}
