package io.github.sensoringest.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.ManualClock;
import io.github.sensoringest.Readings;
import io.github.sensoringest.TestSettings;
import io.github.sensoringest.ledger.Balance;
import io.github.sensoringest.ledger.Ledger;
import io.github.sensoringest.reading.LatePolicy;
import io.github.sensoringest.reading.ReadingBatch;
import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.reading.Windowing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of 10 s with a lateness of 1 s, closed when idle for 10 s; it is 100 s past 1970. */
class WindowsTest {
  private static final long SECOND = 1000;

  private final ManualClock clock = ManualClock.atMillis(100 * SECOND);
  private Ledger ledger;
  private Windows windows;

  @BeforeEach
  @BeforeTry
  void open() {
    ledger = new Ledger();
    windows = new Windows(TestSettings.with("window.late=drop").window(), ledger, clock);
  }

  @Test
  void windowsAreAlignedToTheEpoch() {
    List<WindowPart> parts = split(Readings.batch("a", 12_345));

    assertThat(parts).extracting(WindowsTest::stretch).containsExactly("10s to 20s");
  }

  @Test
  void beginningOfAWindowBelongsToItAndItsEndToTheNext() {
    assertThat(split(Readings.batch("a", 10_000)))
        .extracting(WindowsTest::stretch)
        .containsExactly("10s to 20s");
    assertThat(split(Readings.batch("a", 19_999)))
        .extracting(WindowsTest::stretch)
        .containsExactly("10s to 20s");
    assertThat(split(Readings.batch("a", 20_000)))
        .extracting(WindowsTest::stretch)
        .containsExactly("20s to 30s");
  }

  @Test
  void windowsBefore1970AreAlignedToo() {
    List<WindowPart> parts = split(Readings.batch("a", -1));

    assertThat(parts).extracting(WindowsTest::stretch).containsExactly("-10s to 0s");
  }

  @Test
  void readingAtTheEpochOpensTheWindowThatBeginsThere() {
    assertThat(split(Readings.batch("a", 0)))
        .extracting(WindowsTest::stretch)
        .containsExactly("0s to 10s");
  }

  @Test
  void keyNamesTheSourceAndTheStart() {
    assertThat(split(Readings.batch("a", 12_345)).get(0).window().key())
        .isEqualTo("a@1970-01-01T00:00:10Z+10s");
  }

  @Test
  void eachSourceHasItsOwnWindows() {
    List<WindowPart> parts = split(Readings.batch("a", 1), Readings.batch("b", 1));

    assertThat(parts).extracting(part -> part.window().source()).containsExactly("a", "b");
  }

  @Test
  void batchesOfAChunkThatBelongTogetherMakeOnePart() {
    List<WindowPart> parts =
        split(Readings.batch("a", 1), Readings.batch("b", 1), Readings.batch("a", 2, 3));

    assertThat(parts).extracting(WindowPart::readings).containsExactly(3, 1);
  }

  @Test
  void batchThatSpansWindowsIsSplit() {
    List<WindowPart> parts = split(Readings.batch("a", 9_999, 10_000, 20_001, 9_998));

    assertThat(parts)
        .extracting(part -> stretch(part) + ": " + part.readings())
        .containsExactly("0s to 10s: 2", "10s to 20s: 1", "20s to 30s: 1");
  }

  @Test
  void orderWithinABatchMakesNoneLate() {
    split(Readings.batch("a", 50_000, 1, 30_000));

    assertThat(balance("a").late()).isZero();
  }

  @Test
  void windowIsDueWhenTheWatermarkHasReachedItsEnd() {
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 11 * SECOND));

    assertThat(windows.closeDue(true))
        .extracting(WindowsTest::stretch)
        .containsExactly("0s to 10s");
  }

  @Test
  void windowStaysOpenForTheAllowedLateness() {
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 11 * SECOND - 1));

    assertThat(windows.closeDue(true)).isEmpty();
  }

  @Test
  void readingWithinTheAllowedLatenessIsNotLate() {
    arrive(Readings.batch("a", 11 * SECOND - 1), Readings.batch("a", 9_999));

    assertThat(balance("a").late()).isZero();
  }

  @Test
  void readingsForAClosedWindowAreLateAndCounted() {
    arrive(Readings.batch("a", 11 * SECOND));

    List<WindowPart> parts = split(Readings.batch("a", 9_999, 9_998));

    assertThat(parts).isEmpty();
    assertThat(balance("a").late()).isEqualTo(2);
  }

  @Test
  void onlyTheLatePartOfABatchIsLate() {
    arrive(Readings.batch("a", 15 * SECOND));

    List<WindowPart> parts = split(Readings.batch("a", 9_999, 16_000, 9_998));

    assertThat(parts).extracting(WindowPart::readings).containsExactly(1);
    assertThat(balance("a").late()).isEqualTo(2);
  }

  @Test
  void watermarkOfOneSourceMakesNoReadingOfAnotherLate() {
    arrive(Readings.batch("quick", 3_600 * SECOND), Readings.batch("slow", 5 * SECOND));

    assertThat(balance("slow").late()).isZero();
    assertThat(windows.closeDue(true)).isEmpty();
  }

  @Test
  void readingFromTheFutureMakesNoneAfterItLate() {
    arrive(Readings.batch("a", 400 * SECOND));

    arrive(Readings.batch("a", 100 * SECOND));

    assertThat(balance("a").late()).isZero();
  }

  @Test
  void watermarkNeverGoesBack() {
    arrive(Readings.batch("a", 15 * SECOND), Readings.batch("a", 14 * SECOND));
    arrive(Readings.batch("a", 9 * SECOND));

    assertThat(balance("a").late()).isEqualTo(1);
  }

  @Test
  void idleWindowIsClosedWhenTheClockIsPastItsEnd() {
    arrive(Readings.batch("a", 5 * SECOND));

    clock.advance(Duration.ofMillis(9_999));
    assertThat(windows.closeDue(true)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(windows.closeDue(true))
        .extracting(WindowsTest::stretch)
        .containsExactly("0s to 10s");
  }

  @Test
  void idleWindowStaysOpenUntilTheClockIsPastItsEnd() {
    arrive(Readings.batch("a", 125 * SECOND));

    clock.advance(Duration.ofMillis(29_999));
    assertThat(windows.closeDue(true)).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(windows.closeDue(true)).hasSize(1);
  }

  @Test
  void readingKeepsAWindowFromBeingIdle() {
    arrive(Readings.batch("a", 5 * SECOND));
    clock.advance(Duration.ofSeconds(9));
    arrive(Readings.batch("a", 6 * SECOND));

    clock.advance(Duration.ofSeconds(9));

    assertThat(windows.closeDue(true)).isEmpty();
  }

  @Test
  void readingForAWindowThatWasClosedForBeingIdleIsLate() {
    arrive(Readings.batch("a", 5 * SECOND));
    clock.advance(Duration.ofSeconds(10));
    windows.closeDue(true);

    arrive(Readings.batch("a", 6 * SECOND));

    assertThat(balance("a").late()).isEqualTo(1);
  }

  @Test
  void windowIsNotClosedWhileAPartIsOnItsWayToIt() {
    List<WindowPart> onTheWay = split(Readings.batch("a", 5 * SECOND));
    arrive(Readings.batch("a", 20 * SECOND));
    List<OpenWindow> before = windows.closeDue(true);

    onTheWay.forEach(windows::arrived);

    assertThat(before).isEmpty();
    assertThat(windows.closeDue(true))
        .extracting(WindowsTest::stretch)
        .containsExactly("0s to 10s");
  }

  @Test
  void windowIsClosedOnce() {
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 20 * SECOND));

    assertThat(windows.closeDue(true)).hasSize(1);
    assertThat(windows.closeDue(true)).isEmpty();
  }

  @Test
  void windowsAreClosedTheEarliestFirst() {
    arrive(
        Readings.batch("z", 5 * SECOND, 15 * SECOND),
        Readings.batch("a", 15 * SECOND),
        Readings.batch("b", 5 * SECOND));

    assertThat(windows.closeAll())
        .extracting(OpenWindow::key)
        .containsExactly(
            "b@1970-01-01T00:00:00Z+10s",
            "z@1970-01-01T00:00:00Z+10s",
            "a@1970-01-01T00:00:10Z+10s",
            "z@1970-01-01T00:00:10Z+10s");
  }

  @Test
  void closeAllClosesWhatIsNotDue() {
    arrive(Readings.batch("a", 5 * SECOND));

    assertThat(windows.closeAll()).hasSize(1);
  }

  @Test
  void readingsOfOpenAndOfClosedWindowsAreHeldUntilTheSinksHaveTakenThem() {
    arrive(Readings.batch("a", 5 * SECOND, 6 * SECOND), Readings.batch("a", 20 * SECOND));
    List<OpenWindow> closed = windows.closeDue(true);
    long heldWhenClosed = held();

    windows.delivered(closed.get(0).key());

    assertThat(heldWhenClosed).isEqualTo(3);
    assertThat(held()).isEqualTo(1);
    assertThat(balance("a").windowed()).isEqualTo(2);
  }

  @Test
  void readingsOnTheirWayToAWindowAreHeld() {
    split(Readings.batch("a", 5, 6, 7));

    assertThat(held()).isEqualTo(3);
  }

  @Test
  void windowDeliveredTwiceIsCountedOnce() {
    arrive(Readings.batch("a", 5));
    String key = windows.closeAll().get(0).key();

    windows.delivered(key);
    windows.delivered(key);

    assertThat(balance("a").windowed()).isEqualTo(1);
  }

  @Test
  void emptyMeansThatNothingIsOpenAndNothingWaits() {
    assertThat(windows.isEmpty()).isTrue();
    arrive(Readings.batch("a", 5));
    assertThat(windows.isEmpty()).as("open").isFalse();
    String key = windows.closeAll().get(0).key();
    assertThat(windows.isEmpty()).as("waiting").isFalse();
    windows.delivered(key);
    assertThat(windows.isEmpty()).as("delivered").isTrue();
  }

  @Test
  void deliveryWakesWhoWaitsForTheSinks() throws Exception {
    arrive(Readings.batch("a", 5));
    arrive(Readings.batch("b", 5));
    String key = windows.closeAll().get(0).key();
    AtomicBoolean over = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              try {
                windows.awaitRoom(1, Long.MAX_VALUE / 2_000_000);
                over.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

    windows.delivered(key);
    waiting.join();

    assertThat(over).isTrue();
  }

  @Test
  void offsetMovesWhereWindowsBegin() {
    open("window.offset=3s");

    assertThat(split(Readings.batch("a", 12_345)))
        .extracting(WindowsTest::stretch)
        .containsExactly("3s to 13s");
  }

  @Test
  void hoppingWindowsShareReadingsWhichCountWithTheLastOne() {
    open("window.hop=5s");

    List<WindowPart> parts = split(Readings.batch("a", 12_345));

    assertThat(parts)
        .extracting(part -> stretch(part) + ": " + part.readings())
        .containsExactly("10s to 20s: 1", "5s to 15s: 0");
  }

  @Test
  void sessionLastsUntilTheSensorHasPausedForTheGap() {
    open("window.gap=5s");
    arrive(Readings.batch("a", 10_000), Readings.batch("a", 14_999), Readings.batch("a", 19_999));

    assertThat(windows.closeAll())
        .extracting(WindowsTest::stretch)
        .containsExactly("10s to 19s", "19s to 24s");
  }

  @Test
  void readingInBetweenMakesOneSessionOfTwo() {
    open("window.gap=5s", "window.lateness=1m");
    arrive(Readings.batch("a", 10_000), Readings.batch("a", 18_000), Readings.batch("a", 14_000));

    List<OpenWindow> closed = windows.closeAll();

    assertThat(closed)
        .extracting(window -> window.table().summaries(window).size())
        .as("the one that is part of the other has no rows")
        .containsExactlyInAnyOrder(0, 1);
    assertThat(closed).extracting(OpenWindow::readings).containsExactlyInAnyOrder(0L, 3L);
  }

  @Test
  void lateReadingIsRefusedUnlessItsSourceSaysOtherwise() {
    open("window.late=reject");
    arrive(Readings.batch("a", 11 * SECOND));

    Chunk chunk = windows.split(List.of(Readings.batch("a", 9_999, 9_998)));

    assertThat(chunk.parts()).isEmpty();
    assertThat(chunk.refusals())
        .extracting(refusal -> refusal.reason() + " " + refusal.batch().size())
        .containsExactly("LATE 2");
  }

  @Test
  void lateReadingCorrectsAWindowWhichGetsARevision() {
    open("window.late=correct");
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 20 * SECOND));
    deliverAll(windows.closeDue(true));

    arrive(Readings.batch("a", 6 * SECOND));
    clock.advance(Duration.ofSeconds(1));
    List<OpenWindow> corrected = windows.closeDue(true);

    assertThat(corrected).extracting(WindowsTest::stretch).containsExactly("0s to 10s");
    WindowSummary row = corrected.get(0).table().summaries(corrected.get(0)).get(0);
    assertThat(row.revision()).isEqualTo(1);
    assertThat(row.count()).isEqualTo(2);
    deliverAll(corrected);
    assertThat(balance("a").windowed()).isEqualTo(2);
    assertThat(balance("a").corrected()).isEqualTo(1);
  }

  @Test
  void lateReadingsThatFollowSoonShareARevision() {
    open("window.late=correct");
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 20 * SECOND));
    deliverAll(windows.closeDue(true));

    arrive(Readings.batch("a", 6 * SECOND));
    arrive(Readings.batch("a", 7 * SECOND));
    clock.advance(Duration.ofSeconds(1));

    assertThat(windows.closeDue(true)).extracting(OpenWindow::readings).containsExactly(2L);
  }

  @Test
  void windowIsKeptForCorrectionForSomeTimeOnly() {
    open("window.late=correct", "window.correct-for=1m");
    arrive(Readings.batch("a", 5 * SECOND), Readings.batch("a", 20 * SECOND));
    deliverAll(windows.closeDue(true));
    clock.advance(Duration.ofMinutes(1));
    windows.closeDue(true);

    assertThat(windows.split(List.of(Readings.batch("a", 6 * SECOND))).refusals()).hasSize(1);
  }

  @Test
  void keptWindowsAreBoundedByTheirRows() {
    open("window.late=correct", "window.correct-rows=2");
    arrive(Readings.batch("a", 5 * SECOND, 15 * SECOND, 25 * SECOND, 50 * SECOND));
    deliverAll(windows.closeDue(true));

    assertThat(windows.split(List.of(Readings.batch("a", 6 * SECOND))).refusals())
        .as("the oldest of three")
        .hasSize(1);
    assertThat(split(Readings.batch("a", 16 * SECOND), Readings.batch("a", 26 * SECOND)))
        .as("the others")
        .hasSize(2);
  }

  @Test
  void windowsOfASourceAreBounded() {
    open("window.max-open=2");

    Chunk chunk =
        windows.split(
            List.of(Readings.batch("a", 5_000, 15_000, 25_000), Readings.batch("b", 5_000)));

    assertThat(chunk.parts()).hasSize(3);
    assertThat(chunk.refusals())
        .extracting(refusal -> refusal.reason() + ": " + refusal.detail())
        .containsExactly("TOO_MANY_WINDOWS: its source has window.max-open (2) windows open");
  }

  @Test
  void roomOfPercentilesIsForTheWindowsThatAreOpen() {
    open("window.percentile-values=4");
    for (int i = 0; i < 3; i++) {
      arrive(Readings.batch("a", 10_000 * SECOND * i));
      List<OpenWindow> closed = windows.closeAll();

      assertThat(closed.get(0).table().summaries(closed.get(0)).get(0).statistics().p50())
          .isEqualTo(50);
      deliverAll(closed);
    }
  }

  @Test
  void sourceCanHaveWindowsOfItsOwn() {
    open();

    List<WindowPart> parts = split(inWindowsOf(60, "a", 12_345), Readings.batch("b", 12_345));

    assertThat(parts).extracting(WindowsTest::stretch).containsExactly("0s to 60s", "10s to 20s");
  }

  @Test
  void windowsBegunBeforeTheSourceSaidOtherwiseEndAsTheyWouldHave() {
    open();
    arrive(Readings.batch("a", 12_345));
    arrive(inWindowsOf(60, "a", 13_000), inWindowsOf(60, "a", 30_000));

    assertThat(windows.closeDue(true))
        .extracting(window -> stretch(window) + ": " + window.readings())
        .containsExactly("10s to 20s: 1");
    assertThat(windows.closeAll())
        .extracting(window -> stretch(window) + ": " + window.readings())
        .containsExactly("0s to 60s: 2");
  }

  @Test
  void windowsOfAKindThatComesBackGoOn() {
    open();
    arrive(Readings.batch("a", 12_000));
    arrive(inWindowsOf(60, "a", 13_000));
    arrive(Readings.batch("a", 14_000));

    assertThat(windows.closeAll())
        .extracting(window -> stretch(window) + ": " + window.readings())
        .containsExactly("10s to 20s: 2", "0s to 60s: 1");
  }

  @Test
  void windowsOfAKindThatComesBackAfterSessionsGoOn() {
    open();
    arrive(Readings.batch("a", 12_000));
    arrive(in(sessions(5), "a", 13_000));
    arrive(Readings.batch("a", 14_000), Readings.batch("a", 15_000));
    arrive(in(sessions(5), "a", 16_000));

    assertThat(windows.closeAll())
        .extracting(window -> stretch(window) + ": " + window.readings())
        .containsExactly("10s to 20s: 3", "13s to 21s: 2");
  }

  @Test
  void sessionsOfAnotherGapHaveKeysOfTheirOwn() {
    open();
    arrive(in(sessions(5), "a", 12_000));
    arrive(in(sessions(6), "a", 13_000));

    assertThat(windows.closeAll()).extracting(OpenWindow::key).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void otherLatenessGoesOnWithTheSameWindows() {
    open();
    arrive(Readings.batch("a", 12_000));
    Windowing patient = windowing(10, 5);

    arrive(in(patient, "a", 13_000));

    assertThat(windows.closeAll()).extracting(OpenWindow::readings).containsExactly(2L);
  }

  private void open(String... settings) {
    windows = new Windows(TestSettings.with(settings).window(), ledger, clock);
  }

  private void deliverAll(List<OpenWindow> closed) {
    closed.forEach(window -> windows.delivered(window.key()));
  }

  private static ReadingBatch inWindowsOf(int seconds, String source, long epochMillis) {
    return in(windowing(seconds, 1), source, epochMillis);
  }

  private static Windowing windowing(int seconds, int lateness) {
    Duration length = Duration.ofSeconds(seconds);
    return new Windowing(
        length,
        length,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(lateness),
        Duration.ofSeconds(10),
        LatePolicy.REJECT);
  }

  private static Windowing sessions(int gap) {
    Windowing tumbling = windowing(10, 1);
    return new Windowing(
        tumbling.length(),
        tumbling.hop(),
        Duration.ofSeconds(gap),
        tumbling.offset(),
        tumbling.lateness(),
        tumbling.idle(),
        tumbling.late());
  }

  private static ReadingBatch in(Windowing windowing, String source, long epochMillis) {
    SensorReading reading = Readings.at("S", epochMillis);
    return new ReadingBatch(
        source,
        windowing,
        new SensorReading[] {reading},
        reading.epochNanos(),
        reading.epochNanos());
  }

  @Property(tries = 200)
  void everyReadingEndsInExactlyOneWindowOrIsLateHoweverItIsBatched(
      @ForAll @Size(max = 60) List<@IntRange(min = -50_000, max = 50_000) Integer> times,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 9) Integer> batchSizes,
      @ForAll @Size(min = 1, max = 5) List<Boolean> closesBetween) {
    Map<String, Long> delivered = new TreeMap<>();
    Map<Integer, Long> sentById = new HashMap<>();
    int batches = 0;
    for (int from = 0; from < times.size(); batches++) {
      int to = Math.min(times.size(), from + batchSizes.get(batches % batchSizes.size()));
      SensorReading[] readings = new SensorReading[to - from];
      for (int i = from; i < to; i++) {
        readings[i - from] = Readings.at("S" + i, times.get(i));
        sentById.put(i, (long) times.get(i));
      }
      arrive(Readings.batch("a", readings));
      from = to;
      if (closesBetween.get(batches % closesBetween.size())) {
        deliver(windows.closeDue(true), delivered);
      }
    }
    deliver(windows.closeAll(), delivered);

    // Each sensor sent one reading: the one in its window, and no sensor in two.
    delivered.forEach(
        (sensorAndStart, count) -> {
          int sensor = Integer.parseInt(sensorAndStart.substring(1, sensorAndStart.indexOf('@')));
          Instant start = Instant.parse(sensorAndStart.substring(sensorAndStart.indexOf('@') + 1));
          assertThat(count).isEqualTo(1);
          assertThat(sentById.remove(sensor))
              .isBetween(start.toEpochMilli(), start.toEpochMilli() + 9_999);
        });
    assertThat(balance("a").late()).isEqualTo(sentById.size());
    assertThat(balance("a").windowed()).isEqualTo(delivered.size());
    assertThat(held()).isZero();
  }

  @Property(tries = 200)
  void withoutLatenessToFearCountsOfWindowsDoNotDependOnTheBatches(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 100_000) Integer> times,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 9) Integer> batchSizes) {
    List<Integer> inOrder = times.stream().sorted().toList();
    Map<Long, Long> expected = new TreeMap<>();
    inOrder.forEach(time -> expected.merge(time / 10_000L * 10_000L, 1L, Long::sum));
    Map<Long, Long> counts = new TreeMap<>();
    int batches = 0;
    for (int from = 0; from < inOrder.size(); batches++) {
      int to = Math.min(inOrder.size(), from + batchSizes.get(batches % batchSizes.size()));
      arrive(Readings.batch("a", inOrder.subList(from, to).stream().mapToLong(i -> i).toArray()));
      from = to;
      windows.closeDue(true).forEach(w -> counts.merge(startMillis(w), w.readings(), Long::sum));
    }
    windows.closeAll().forEach(w -> counts.merge(startMillis(w), w.readings(), Long::sum));

    assertThat(counts).isEqualTo(expected);
    assertThat(balance("a").late()).isZero();
  }

  private static long startMillis(OpenWindow window) {
    return window.start() / 1_000_000;
  }

  private void deliver(List<OpenWindow> closed, Map<String, Long> delivered) {
    for (OpenWindow window : closed) {
      for (WindowSummary row : window.table().summaries(window)) {
        delivered.merge(row.sensorId() + "@" + row.start(), row.statistics().count(), Long::sum);
      }
      windows.delivered(window.key());
    }
  }

  private List<WindowPart> split(ReadingBatch... batches) {
    return windows.split(List.of(batches)).parts();
  }

  /** Splits, and puts the parts into the tables of their windows. */
  private void arrive(ReadingBatch... batches) {
    for (WindowPart part : split(batches)) {
      part.shares()
          .forEach(s -> part.window().table().add(s.batch(), s.counted(), new NothingRefused()));
      windows.arrived(part);
    }
  }

  private Balance balance(String source) {
    ledger.account(source);
    return ledger.balances().stream()
        .filter(balance -> balance.source().equals(source))
        .findAny()
        .orElseThrow();
  }

  private long held() {
    long[] sum = new long[1];
    windows.holdings((source, readings) -> sum[0] += readings);
    return sum[0];
  }

  private static String stretch(WindowPart part) {
    return stretch(part.window());
  }

  private static String stretch(OpenWindow window) {
    return window.start() / 1_000_000_000 + "s to " + window.end() / 1_000_000_000 + "s";
  }
}
