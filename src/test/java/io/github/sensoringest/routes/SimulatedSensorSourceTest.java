package io.github.sensoringest.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.sensoringest.reading.SensorReading;
import io.github.sensoringest.simulate.SourceEnds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.timer.TimerConsumer;
import org.apache.camel.component.timer.TimerEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kamelet {@code simulated-sensor-source}, as a sensor's file uses it. */
class SimulatedSensorSourceTest extends CamelTestSupport {
  private static final String KAMELET = "simulated-sensor-source";

  private final List<String> ended = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseRouteBuilder(false);
  }

  @BeforeEach
  void kamelets() {
    RouteText.useShippedKamelets(context);
  }

  @Test
  void makesReadingsOfTheSensor() throws Exception {
    load(
        "sensorId: BOILER",
        "period: 1ms",
        "readings: 3",
        "signal: constant",
        "value: 21.5",
        "unit: bar");

    List<Exchange> got = atTheEnd(3);

    assertThat(got)
        .extracting(exchange -> exchange.getMessage().getBody())
        .allSatisfy(
            body -> {
              SensorReading reading = (SensorReading) body;
              assertThat(reading.sensorId()).isEqualTo("BOILER");
              assertThat(reading.value()).isEqualTo(21.5);
              assertThat(reading.unit()).isEqualTo("bar");
            });
  }

  @Test
  void gaussianCelsiusOnceASecondIsTheDefault() throws Exception {
    load("sensorId: BOILER");

    TimerEndpoint timer = timer().getEndpoint();

    assertThat(timer.getPeriod()).isEqualTo(1000);
    assertThat(timer.getDelay()).isEqualTo(1000);
    assertThat(timer.getRepeatCount()).isZero();
  }

  @Test
  void firstReadingComesAfterOnePeriod() throws Exception {
    load("sensorId: BOILER", "period: 250ms");

    assertThat(timer().getEndpoint().getDelay()).isEqualTo(250);
    assertThat(timer().getEndpoint().getPeriod()).isEqualTo(250);
  }

  @Test
  void eachSensorHasItsOwnTimerEvenWithTheSameId() throws Exception {
    RouteText.loadSensor(context, "one", KAMELET, "sensorId: BOILER");
    RouteText.loadSensor(context, "other", KAMELET, "sensorId: BOILER", "unit: bar");
    context.start();

    assertThat(context.getRoutes())
        .extracting(Route::getConsumer)
        .filteredOn(TimerConsumer.class::isInstance)
        .extracting(consumer -> ((TimerConsumer) consumer).getTimerName())
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void sameSeedGivesTheSameValues() throws Exception {
    load("sensorId: A", "period: 1ms", "readings: 3", "seed: 42");

    assertThat(atTheEnd(3))
        .extracting(exchange -> exchange.getMessage().getBody(SensorReading.class).value())
        .containsExactly(61.41905315473055, 59.19407948982788, 40.50133363109104);
  }

  @Test
  void familyMakesOneListATick() throws Exception {
    load("sensorId: TEMP", "period: 1ms", "readings: 2", "sensors: 4");

    assertThat(atTheEnd(2))
        .extracting(exchange -> exchange.getMessage().getBody())
        .allSatisfy(
            body ->
                assertThat((List<?>) body)
                    .extracting("sensorId")
                    .containsExactly("TEMP_00", "TEMP_01", "TEMP_02", "TEMP_03"));
  }

  @Test
  void endsAfterTheLastReadingAndFiresNoMore() throws Exception {
    load("sensorId: A", "period: 1ms", "readings: 20");

    atTheEnd(20);

    assertThat(timer().getCounter()).as("the tick that cancels makes no exchange").isEqualTo(21);
    MockEndpoint.assertIsSatisfied(context);
  }

  @Test
  void misbehavesAsItsParametersSay() throws Exception {
    load(
        "sensorId: A",
        "period: 1ms",
        "readings: 5",
        "signal: constant",
        "value: 20",
        "spike: 1",
        "spikeBy: -5",
        "duplicate: 1",
        "wrongUnit: 1",
        "otherUnit: fahrenheit",
        "seed: 1");

    assertThat(atTheEnd(5))
        .extracting(exchange -> exchange.getMessage().getBody())
        .allSatisfy(
            body ->
                assertThat((List<?>) body)
                    .hasSize(2)
                    .allSatisfy(
                        reading -> {
                          assertThat(((SensorReading) reading).value()).isEqualTo(15);
                          assertThat(((SensorReading) reading).unit()).isEqualTo("fahrenheit");
                        }));
  }

  @Test
  void whatIsHeldBackComesWithTheLastReading() throws Exception {
    context.getRegistry().bind("sourceEnds", SourceEnds.class, (SourceEnds) ended::add);
    load("sensorId: A", "period: 1ms", "readings: 5", "late: 1", "lateBy: 1h", "seed: 1");

    List<Exchange> got = atTheEnd(1);

    assertThat((List<?>) got.get(0).getMessage().getBody()).hasSize(5);
    assertThat(ended).hasSize(1);
  }

  @Test
  void sensorThatSendsNothingEndsAllTheSame() throws Exception {
    context.getRegistry().bind("sourceEnds", SourceEnds.class, (SourceEnds) ended::add);
    load("sensorId: A", "period: 1ms", "readings: 5", "dropOut: 1", "seed: 1");

    context.start();

    await().until(() -> !ended.isEmpty());
    assertThat(context.getEndpoint("mock:readings", MockEndpoint.class).getReceivedCounter())
        .isZero();
  }

  @Test
  void wrongRateIsRefusedWithWhatToWrite() {
    assertThatThrownBy(() -> load("sensorId: A", "spike: 2"))
        .rootCause()
        .hasMessage("spike is 2.0: write a chance from 0 to 1, such as 0.01");
  }

  @Test
  void saysOnceThatItHasEnded() throws Exception {
    context.getRegistry().bind("sourceEnds", SourceEnds.class, (SourceEnds) ended::add);
    load("sensorId: A", "period: 1ms", "readings: 3");

    atTheEnd(3);

    assertThat(ended).containsExactly(timer().getRouteId());
  }

  @Test
  void saysThatItHasEndedOnlyWhenTheLastReadingIsDelivered() throws Exception {
    context.getRegistry().bind("sourceEnds", SourceEnds.class, (SourceEnds) ended::add);
    CountDownLatch room = new CountDownLatch(1);
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.whenAnyExchangeReceived(exchange -> room.await());
    load("sensorId: A", "period: 1ms", "readings: 1");

    await().until(() -> readings.getReceivedCounter() == 1);
    List<String> before = List.copyOf(ended);
    room.countDown();

    atTheEnd(1);
    assertThat(before).isEmpty();
    assertThat(ended).hasSize(1);
  }

  @Test
  void sensorThatHasToWaitMakesNeitherMoreNorFewer() throws Exception {
    CountDownLatch room = new CountDownLatch(1);
    MockEndpoint readings = getMockEndpoint("mock:readings");
    readings.whenExchangeReceived(2, exchange -> room.await());
    load("sensorId: A", "period: 1ms", "readings: 5");

    await().until(() -> readings.getReceivedCounter() == 2);
    long countWhileBlocked = timer().getCounter();
    room.countDown();

    assertThat(countWhileBlocked).isEqualTo(2);
    atTheEnd(5);
  }

  @Test
  void runCanEndAnEndlessSensor() throws Exception {
    property("simulated.readings", "4");
    load("sensorId: A", "period: 1ms");

    atTheEnd(4);
  }

  @Test
  void runCanEndASensorEarlierThanItsFileSays() throws Exception {
    property("simulated.readings", "2");
    load("sensorId: A", "period: 1ms", "readings: 100");

    atTheEnd(2);
  }

  @Test
  void runCanEndASensorLaterThanItsFileSays() throws Exception {
    property("simulated.readings", "6");
    load("sensorId: A", "period: 1ms", "readings: 2");

    atTheEnd(6);
  }

  @Test
  void emptyRunOptionLeavesWhatTheFileSays() throws Exception {
    property("simulated.readings", "");
    load("sensorId: A", "period: 1ms", "readings: 3");

    atTheEnd(3);
  }

  @Test
  void sensorWithoutAnIdIsRefused() {
    assertThatThrownBy(() -> load("period: 1s")).rootCause().hasMessageContaining("sensorId");
  }

  @Test
  void wrongParameterIsRefusedWithWhatToWrite() {
    assertThatThrownBy(() -> load("sensorId: A", "mean: warm"))
        .rootCause()
        .hasMessage("simulated sensor A: mean is 'warm': write a number, such as 50 or -0.5");
  }

  @Test
  void wrongPeriodIsRefusedInsteadOfFiringOnce() {
    assertThatThrownBy(() -> load("sensorId: A", "period: often"))
        .rootCause()
        .hasMessageStartingWith("simulated sensor A: period: 'often' is no duration: write ");
  }

  /** Waits for the end and returns what was made, exactly {@code count} exchanges. */
  private List<Exchange> atTheEnd(int count) {
    TimerConsumer timer = timer();
    await().until(() -> timer.getCounter() > count && !timer.isPolling());
    List<Exchange> received = getMockEndpoint("mock:readings").getReceivedExchanges();
    assertThat(received).hasSize(count);
    return received;
  }

  private TimerConsumer timer() {
    return context.getRoutes().stream()
        .map(Route::getConsumer)
        .filter(TimerConsumer.class::isInstance)
        .map(TimerConsumer.class::cast)
        .findAny()
        .orElseThrow();
  }

  private void load(String... parameters) throws Exception {
    RouteText.loadSensor(context, "sensor", KAMELET, parameters);
    context.start();
  }

  private void property(String key, String value) {
    Properties properties = new Properties();
    properties.putAll(Map.of(key, value));
    context.getPropertiesComponent().setInitialProperties(properties);
  }
}
