package io.github.sensoringest.reading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Numbers {
  private static final MathContext FIVE_DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);
  private static final double PLAIN_FROM = 1e-4;
  private static final double PLAIN_BELOW = 1e15;

  private Numbers() {}

  /** Returns a finite number with two decimals, or as {@link #readable} does if that hides it. */
  public static String twoDecimals(double value) {
    double size = Math.abs(value);
    return size >= 0.1 && size < PLAIN_BELOW
        ? BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
        : readable(value);
  }

  /**
   * Returns a finite number with five significant digits, such as {@code 50.123}; whole numbers of
   * more digits in full, very small and very large ones with an exponent.
   */
  public static String readable(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < PLAIN_FROM || size >= PLAIN_BELOW) {
      return new BigDecimal(value).round(FIVE_DIGITS).stripTrailingZeros().toString();
    }
    BigDecimal number = BigDecimal.valueOf(value);
    BigDecimal rounded =
        size >= 10_000 ? number.setScale(0, RoundingMode.HALF_EVEN) : number.round(FIVE_DIGITS);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
