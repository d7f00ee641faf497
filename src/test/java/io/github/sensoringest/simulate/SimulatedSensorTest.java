package io.github.sensoringest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sensoringest.reading.SensorReading;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SimulatedSensorTest {
  private final SimulatedSensor sensor = new SimulatedSensor();

  SimulatedSensorTest() {
    sensor.setSensorId("TEMP_00");
  }

  @Test
  void valuesDifferFromRunToRunWithoutASeed() {
    SimulatedSensor other = new SimulatedSensor();
    other.setSensorId("TEMP_00");

    assertThat(value(sensor)).isNotEqualTo(value(other));
  }

  @Test
  void sameSeedGivesTheSameValues() {
    SimulatedSensor other = new SimulatedSensor();
    other.setSensorId("TEMP_01");
    sensor.setSeed("-7");
    other.setSeed("-7");

    assertThat(value(sensor)).isEqualTo(value(other));
  }

  @Test
  void eachSignalIsKnownByItsName() {
    sensor.setMean("0");
    sensor.setDeviation("0");
    sensor.setAmplitude("3");
    sensor.setMin("7");
    sensor.setMax("7");
    sensor.setValue("5");

    assertThat(value("gaussian")).isEqualTo(0);
    assertThat(value("constant")).isEqualTo(5);
    assertThat(value("sine")).isEqualTo(0);
    assertThat(value("square")).isEqualTo(3);
    assertThat(value("sawtooth")).isEqualTo(-3);
    assertThat(value("uniform")).isEqualTo(7);
    assertThat(value("random-walk")).isEqualTo(0);
  }

  @Test
  void waveGoesByThePeriodAndTheCycle() {
    sensor.setSignal("sawtooth");
    sensor.setMean("0");
    sensor.setAmplitude("1");
    sensor.setPeriod("250ms");
    sensor.setCycle("1s");

    assertThat(new double[] {value(sensor), value(sensor), value(sensor)})
        .containsExactly(-1, -0.5, 0);
  }

  @Test
  void nothingIsPassedOnAfterTheLastReading() {
    sensor.setReadings("1");
    Exchange first = exchange();
    Exchange second = exchange();

    sensor.process(first);
    sensor.process(second);

    assertThat(first.isRouteStop()).isFalse();
    assertThat(second.isRouteStop()).isTrue();
    assertThat(second.getMessage().getBody()).isNull();
  }

  @Test
  void unknownSignalIsRefusedWithTheKnownOnes() {
    sensor.setSignal("gausian");

    assertRefused(
        "signal is 'gausian', did you mean 'gaussian'?: write one of gaussian, constant, sine,"
            + " square, sawtooth, uniform, random-walk");
  }

  @Test
  void blankIdIsRefused() {
    sensor.setSensorId(" ");

    assertThatThrownBy(sensor::start)
        .hasMessage("a simulated sensor has no sensorId: write one, such as TEMP_00");
  }

  @Test
  void numberThatIsNotFiniteIsRefused() {
    sensor.setMax("Infinity");

    assertRefused("max is 'Infinity': write a number, such as 50 or -0.5");
  }

  @Test
  void negativeNumberOfReadingsIsRefused() {
    sensor.setReadings("-1");

    assertRefused("readings is '-1': write a whole number from 0");
  }

  @Test
  void familyOfNobodyIsRefused() {
    sensor.setSensors("0");

    assertRefused("sensors is '0': write a whole number from 1 to 1000000");
  }

  @Test
  void brokenSeedIsRefused() {
    sensor.setSeed("4.2");

    assertRefused("seed is '4.2': write a whole number");
  }

  @Test
  void brokenRunOptionIsRefusedByItsOwnName() {
    sensor.setReadingsOverride("many");

    assertRefused("simulated.readings is 'many': write a whole number from 0");
  }

  @Test
  void durationOfNothingIsRefused() {
    sensor.setPeriod("0s");

    assertRefused("period is '0s': write a time above 0");
  }

  @Test
  void parameterOfAnotherSignalIsCheckedToo() {
    sensor.setSignal("constant");
    sensor.setCycle("daily");

    assertRefused(
        "cycle: 'daily' is no duration: write a whole number and ms, s, m, h or d, such as 10s");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(sensor::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("simulated sensor TEMP_00: " + message);
  }

  private double value(String signal) {
    sensor.setSignal(signal);
    sensor.start();
    return value(sensor);
  }

  private static double value(SimulatedSensor sensor) {
    Exchange exchange = exchange();
    sensor.process(exchange);
    return exchange.getMessage().getBody(SensorReading.class).value();
  }

  private static Exchange exchange() {
    return new DefaultExchange(new DefaultCamelContext());
  }
}
