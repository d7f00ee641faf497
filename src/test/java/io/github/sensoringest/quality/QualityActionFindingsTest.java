package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.QualityFlag;
import io.github.sensoringest.reading.RejectReason;
import io.github.sensoringest.reading.Rejection;
import io.github.sensoringest.reading.SensorReading;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a quality action finds, and what becomes of the reading. */
class QualityActionFindingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestQuality surroundings = new TestQuality();

  @AfterEach
  void close() {
    surroundings.close();
  }

  @Test
  void valuesAtTheEndsOfTheRangeAreGood() throws Exception {
    QualityAction action = action(it -> range(it, "-40", "125"));

    assertThat(flags(action, -40)).isEmpty();
    assertThat(flags(action, 125)).isEmpty();
  }

  @Test
  void valuesBeyondTheRangeAreMarked() throws Exception {
    QualityAction action = action(it -> range(it, "-40", "125"));

    assertThat(flags(action, -40.001)).containsExactly(QualityFlag.BELOW_MIN);
    assertThat(flags(action, 125.001)).containsExactly(QualityFlag.ABOVE_MAX);
  }

  @Test
  void oneEndAloneIsEnough() throws Exception {
    QualityAction action = action(it -> it.setMax("10"));

    assertThat(flags(action, -1e9)).isEmpty();
    assertThat(flags(action, 11)).containsExactly(QualityFlag.ABOVE_MAX);
  }

  @Test
  void goodReadingIsNotEvenCopied() throws Exception {
    QualityAction action = action(it -> range(it, "0", "100"));
    SensorReading reading = surroundings.reading("S", 50);

    assertThat(surroundings.pass(action, reading).get(0)).isSameAs(reading);
  }

  @Test
  void stepIsTheDistanceFromTheReadingBefore() throws Exception {
    QualityAction action = action(it -> it.setMaxStep("5"));

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, 55)).isEmpty();
    assertThat(flags(action, 60.1)).containsExactly(QualityFlag.STEP);
    assertThat(flags(action, 61)).as("a new level is found once").isEmpty();
  }

  @Test
  void valueOutOfRangeIsNoMeasureForTheNextOne() throws Exception {
    QualityAction action =
        action(
            it -> {
              range(it, "0", "100");
              it.setMaxStep("5");
              it.setOnRange("reject");
            });

    assertThat(flags(action, 50)).isEmpty();
    assertThat(pass(action, -999)).isEmpty();
    assertThat(flags(action, 51)).isEmpty();
  }

  @Test
  void rateIsTheChangeForEachSecondBetweenTheTimestamps() throws Exception {
    QualityAction action = action(it -> it.setMaxRate("2"));

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, surroundings.after(SECOND.multipliedBy(2), 54))).isEmpty();
    assertThat(flags(action, surroundings.after(SECOND, 57))).containsExactly(QualityFlag.RATE);
    assertThat(flags(action, surroundings.after(Duration.ofMillis(500), 56))).isEmpty();
  }

  @Test
  void rateOfTwoReadingsOfOneMomentIsNotKnown() throws Exception {
    QualityAction action = action(it -> it.setMaxRate("2"));

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, 90)).isEmpty();
  }

  @Test
  void readingThatCameOutOfOrderIsNeitherComparedNorAMeasure() throws Exception {
    QualityAction action = action(it -> it.setMaxStep("5"));
    SensorReading early = surroundings.reading("S", 90);
    surroundings.clock.advance(SECOND);

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, early)).isEmpty();
    assertThat(flags(action, 51)).isEmpty();
  }

  @Test
  void readingOfTheFarFutureDoesNotEndTheComparisons() throws Exception {
    QualityAction action = action(it -> it.setMaxStep("5"));
    SensorReading future =
        SensorReading.of("S", surroundings.clock.instant().plus(Duration.ofDays(9)), 50, "celsius");

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, future)).as("the entry refuses it").isEmpty();
    assertThat(flags(action, 90)).containsExactly(QualityFlag.STEP);
  }

  @Test
  void asManySameValuesAsAskedForAreStuck() throws Exception {
    QualityAction action = action(it -> it.setStuckAfter("3"));

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, 50)).containsExactly(QualityFlag.STUCK);
    assertThat(flags(action, 50)).containsExactly(QualityFlag.STUCK);
    assertThat(flags(action, 50.1)).isEmpty();
    assertThat(flags(action, 50.1)).isEmpty();
    assertThat(flags(action, 50.1)).containsExactly(QualityFlag.STUCK);
  }

  @Test
  void sameValueForAsLongAsAskedForIsStuck() throws Exception {
    QualityAction action = action(it -> it.setStuckAfter("10s"));

    assertThat(flags(action, 50)).isEmpty();
    assertThat(flags(action, surroundings.after(SECOND.multipliedBy(9), 50))).isEmpty();
    assertThat(flags(action, surroundings.after(SECOND, 50))).containsExactly(QualityFlag.STUCK);
    assertThat(flags(action, surroundings.after(SECOND, 51))).isEmpty();
  }

  @Test
  void timestampTooFarFromTheClockIsMarkedToEitherSide() throws Exception {
    QualityAction action = action(it -> it.setMaxClockSkew("30s"));
    SensorReading reading = surroundings.reading("S", 50);

    surroundings.clock.advance(SECOND.multipliedBy(30));
    assertThat(flags(action, reading)).isEmpty();
    surroundings.clock.advance(SECOND);
    assertThat(flags(action, reading)).containsExactly(QualityFlag.CLOCK_SKEW);
    surroundings.clock.advance(SECOND.multipliedBy(-62));
    assertThat(flags(action, reading)).containsExactly(QualityFlag.CLOCK_SKEW);
  }

  @Test
  void unitIsConvertedAndTheLimitsAreInIt() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setUnit("bar");
              it.setMax("2");
            });

    SensorReading converted = (SensorReading) pass(action, in("kPa", 150)).get(0);

    assertThat(converted.value()).isEqualTo(1.5);
    assertThat(converted.unit()).isEqualTo("bar");
    assertThat(flags(action, in("kPa", 250))).containsExactly(QualityFlag.ABOVE_MAX);
  }

  @Test
  void readingWithoutAUnitIsTakenToBeInTheExpectedOne() throws Exception {
    QualityAction action = action(it -> it.setUnit("bar"));

    assertThat(pass(action, in("", 1.5))).containsExactly(in("bar", 1.5));
    assertThat(pass(action, in(null, 1.5))).containsExactly(in("bar", 1.5));
  }

  @Test
  void readingOfAnotherDimensionKeepsItsValueAndUnitAndIsHeldAgainstNoLimit() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setUnit("bar");
              it.setMax("2");
              it.setMaxStep("1");
            });

    assertThat(pass(action, in("celsius", 50)))
        .containsExactly(
            new SensorReading(
                "S",
                surroundings.reading("S", 0).epochNanos(),
                50,
                "celsius",
                QualityFlag.WRONG_UNIT.bit()));
    assertThat(flags(action, in("nonsense", 50))).containsExactly(QualityFlag.WRONG_UNIT);
    assertThat(flags(action, in("bar", 1))).isEmpty();
  }

  @Test
  void severalFindingsAreAllMarkedAndEarlierMarksAreKept() throws Exception {
    QualityAction first = action(it -> it.setMax("10"));
    QualityAction second =
        action(
            it -> {
              it.setMaxStep("1");
              it.setStuckAfter("9");
            });
    pass(second, 5);

    Object marked = pass(first, 50).get(0);

    assertThat(flags(second, marked)).containsExactly(QualityFlag.ABOVE_MAX, QualityFlag.STEP);
  }

  @Test
  void eachFindingIsRefusedWithItsReason() throws Exception {
    QualityAction action =
        action(
            it -> {
              range(it, "0", "100");
              it.setMaxStep("5");
              it.setMaxRate("2");
              it.setStuckAfter("3");
              it.setMaxClockSkew("1m");
              it.setUnit("celsius");
              it.setOnFinding("reject");
            });
    pass(action, -1);
    pass(action, 101);
    assertThat(pass(action, 50)).hasSize(1);
    pass(action, 56);
    pass(action, surroundings.after(SECOND, 60));
    pass(action, 60);
    pass(action, 60);
    pass(action, in("bar", 60));
    SensorReading old = surroundings.reading("S", 60.5);
    surroundings.clock.advance(Duration.ofMinutes(2));
    pass(action, old);

    assertThat(surroundings.balance().rejected())
        .isEqualTo(
            Map.of(
                RejectReason.BELOW_MIN, 1L,
                RejectReason.ABOVE_MAX, 1L,
                RejectReason.STEP, 1L,
                RejectReason.RATE, 1L,
                RejectReason.STUCK, 1L,
                RejectReason.WRONG_UNIT, 1L,
                RejectReason.CLOCK_SKEW, 1L));
    assertThat(surroundings.balance().received()).isEqualTo(7);
    assertThat(surroundings.balance().missing()).isZero();
    assertThat(surroundings.rejections)
        .extracting(Rejection::detail)
        .contains(
            "S: -1 is below the min of 0",
            "S: 56 is more than the maxStep of 5 from 50",
            "S: went from 56 to 60, faster than the maxRate of 2 a second",
            "S: came in 'bar', which is no celsius");
  }

  @Test
  void findingsOfTheirOwnKindGoFirstAndTheOthersAreTheDefault() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setMax("10");
              it.setMaxStep("1");
              it.setOnFinding("reject");
              it.setOnStep("tag");
            });
    pass(action, 5);

    assertThat(flags(action, 8)).containsExactly(QualityFlag.STEP);
    assertThat(pass(action, 11)).isEmpty();
  }

  @Test
  void ofAListOnlyTheRefusedReadingIsTakenOutAndTheOrderIsKept() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setMax("10");
              it.setOnRange("reject");
            });
    SensorReading one = surroundings.reading("A", 1);
    SensorReading three = surroundings.reading("C", 3);

    assertThat(pass(action, List.of(one, surroundings.reading("B", 11), three)))
        .isEqualTo(List.of(one, three));
  }

  @Test
  void whatTheEntryWouldRefuseIsLeftToIt() throws Exception {
    QualityAction action =
        action(
            it -> {
              it.setMax("10");
              it.setOnRange("reject");
            });
    SensorReading infinite = surroundings.reading("S", Double.POSITIVE_INFINITY);
    List<Object> odd =
        Arrays.asList("text", null, infinite, SensorReading.ofMillis(" ", 0, 99, ""), 99);

    assertThat(pass(action, odd)).isEqualTo(odd);
    assertThat(pass(action, "text")).isEqualTo(List.of("text"));
    assertThat(pass(action, new Object[] {"text"}).get(0)).isInstanceOf(Object[].class);
    assertThat(surroundings.balance().received()).isZero();
  }

  @Test
  void bareNumberIsAReadingOfTheSource() throws Exception {
    QualityAction action = action(it -> it.setMax("10"));

    assertThat(pass(action, (Object) 9)).isEqualTo(List.of(9));
    assertThat(pass(action, (Object) 11))
        .singleElement()
        .isEqualTo(
            new SensorReading(
                "plant",
                surroundings.reading("", 0).epochNanos(),
                11,
                "",
                QualityFlag.ABOVE_MAX.bit()));
  }

  @Test
  void changingIdsTakeBoundedMemory() throws Exception {
    QualityChecks checks = checks(it -> it.setMaxStep("1"));
    int most = SensorMemory.MOST_SENSORS;
    for (int i = 0; i < most + 1000; i++) {
      MessageReadings readings =
          surroundings
              .quality()
              .readings(surroundings.message("plant", surroundings.reading("S" + i, 1)), 0);
      checks.check(readings, surroundings.clock.millis());
    }

    assertThat(checks.remembered("plant")).isEqualTo(most);
  }

  @Test
  void wrongParametersAreRefusedWithWhatToWrite() {
    refuses(it -> {}, "nothing is asked for: write min, max, maxStep");
    refuses(it -> range(it, "5", "1"), "min is 5.0 and max is 1.0: write a min that is not above");
    refuses(it -> it.setMaxStep("-1"), "maxStep is '-1': write a number that is at least 0");
    refuses(it -> it.setMaxRate("fast"), "maxRate is 'fast': write a number");
    refuses(it -> it.setStuckAfter("1"), "stuckAfter is '1': write a whole number from 2");
    refuses(it -> it.setStuckAfter("soon"), "stuckAfter: 'soon' is no duration: write");
    refuses(it -> it.setMaxClockSkew("0s"), "maxClockSkew is '0s': write a time above 0");
    refuses(it -> it.setUnit("flurbs"), "unit is 'flurbs', which is no unit: write one such as");
    refuses(it -> it.setClearAfter("0"), "clearAfter is '0': write a whole number from 1");
    refuses(it -> it.setOnFinding("taq"), "onFinding is 'taq', did you mean 'tag'?: write one of");
    refuses(it -> it.setOnUnit("x"), "onUnit is 'x': write one of tag, reject, alarm");
  }

  private void refuses(Consumer<QualityAction> parameters, String message) {
    assertThatThrownBy(() -> action(parameters))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("quality-action: " + message);
  }

  private QualityChecks checks(Consumer<QualityAction> parameters) {
    QualityAction action = new QualityAction();
    action.setCamelContext(surroundings.context);
    parameters.accept(action);
    action.start();
    return action.checks();
  }

  private QualityAction action(Consumer<QualityAction> parameters) {
    QualityAction action = new QualityAction();
    action.setCamelContext(surroundings.context);
    parameters.accept(action);
    action.start();
    return action;
  }

  private static void range(QualityAction action, String min, String max) {
    action.setMin(min);
    action.setMax(max);
  }

  private SensorReading in(String unit, double value) {
    return SensorReading.of("S", surroundings.clock.instant(), value, unit);
  }

  private Iterable<QualityFlag> flags(QualityAction action, double value) throws Exception {
    return flags(action, surroundings.reading("S", value));
  }

  private Iterable<QualityFlag> flags(QualityAction action, Object reading) throws Exception {
    return QualityFlag.of(((SensorReading) pass(action, reading).get(0)).flags());
  }

  private List<Object> pass(QualityAction action, double value) throws Exception {
    return pass(action, (Object) surroundings.reading("S", value));
  }

  private List<Object> pass(QualityAction action, Object body) throws Exception {
    return surroundings.pass(action, body);
  }
}
