package io.github.sensoringest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "50.12345, 50.123",
    "21.50, 21.5",
    "-7, -7",
    "123456.7, 123457",
    "0.00012345678, 0.00012346",
    "1e300, 1E+300",
    "1.5e-9, 1.5E-9"
  })
  void readableHasFiveDigitsAndWholeNumbersInFull(double value, String text) {
    assertThat(Numbers.readable(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"47.314, 47.31", "50, 50.00", "-0.5, -0.50", "0.012345, 0.012345", "0, 0"})
  void twoDecimalsUnlessTheyWouldHideTheValue(double value, String text) {
    assertThat(Numbers.twoDecimals(value)).isEqualTo(text);
  }
}
