package io.github.sensoringest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of units, and what is converted into what. */
class UnitNamesTest {
  @ParameterizedTest
  @CsvSource({
    "fahrenheit, celsius, 212, 100",
    "°F, °C, -40, -40",
    "K, celsius, 273.15, 0",
    "celsius, kelvin, 25, 298.15",
    "C, F, 37, 98.6",
    "bar, kPa, 1, 100",
    "mbar, hPa, 1013.25, 1013.25",
    "psi, bar, 1, 0.06894757293168361",
    "atm, Pa, 1, 101325",
    "mmHg, Pa, 760, 101325.0144354",
    "ft, m, 1, 0.3048",
    "in, mm, 1, 25.4",
    "mile, km, 1, 1.609344",
    "m/s, km/h, 10, 36",
    "mph, m/s, 1, 0.44704",
    "kn, km/h, 1, 1.852",
    "W, kW, 1500, 1.5",
    "MW, W, 1, 1000000",
    "mW, W, 1, 0.001",
    "kWh, J, 1, 3600000",
    "MJ, kWh, 3.6, 1",
    "mV, V, 1500, 1.5",
    "mA, A, 20, 0.02",
    "kHz, Hz, 1, 1000",
    "rpm, Hz, 60, 1",
    "lux, lx, 5, 5",
    "percent, ppm, 1, 10000",
    "l/min, m3/h, 100, 6",
    "gal, l, 1, 3.785411784",
    "lb, kg, 1, 0.45359237",
    "oz, g, 1, 28.349523125",
    "ms, s, 1500, 1.5",
    "min, s, 1, 60",
    "h, min, 1, 60",
    "deg, rad, 180, 3.141592653589793",
    "kOhm, ohm, 4.7, 4700",
    "CELSIUS, Celsius, 5, 5",
    "m/s^2, cm/s^2, 1, 100",
    "kg/m^3, g/l, 1, 1"
  })
  void isConverted(String from, String to, double value, double expected) {
    assertThat(new ExpectedUnit(to).from(from).applyAsDouble(value))
        .isCloseTo(expected, within(Math.max(1e-9, Math.abs(expected) * 1e-12)));
  }

  @ParameterizedTest
  @CsvSource({"bar, celsius", "kWh, kW", "m, percent", "flurbs, m", "m3, m", "V, A"})
  void isNotConverted(String from, String to) {
    assertThat(new ExpectedUnit(to).from(from)).isSameAs(ExpectedUnit.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flurbs", "??", "m foo", "mfoo", "m//s", "((", "1/0", "\u0000", "-", "^"})
  void isNoUnit(String name) {
    assertThatThrownBy(() -> new ExpectedUnit(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write one such as celsius");
    assertThat(new ExpectedUnit("m").from(name)).isSameAs(ExpectedUnit.NONE);
  }

  @Test
  void caseTellsMilliFromMega() {
    assertThat(new ExpectedUnit("W").from("mW").applyAsDouble(1)).isEqualTo(0.001);
    assertThat(new ExpectedUnit("W").from("MW").applyAsDouble(1)).isEqualTo(1e6);
  }

  @Test
  void everChangingUnitsTakeBoundedMemory() {
    ExpectedUnit metre = new ExpectedUnit("m");
    for (int i = 0; i < 5_000; i++) {
      assertThat(metre.from("unit-" + i)).isSameAs(ExpectedUnit.NONE);
    }
    assertThat(metre.known()).isLessThanOrEqualTo(1_000);
    assertThat(metre.from("km").applyAsDouble(1)).isEqualTo(1000);
  }
}
