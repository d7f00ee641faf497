package io.github.sensoringest.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import tech.units.indriya.function.RationalNumber;

/** The unit that readings are to be in, and how to get there from others. Thread-safe. */
final class ExpectedUnit {
  /** What cannot be converted. */
  static final DoubleUnaryOperator NONE = value -> Double.NaN;

  /** Units are a handful; more than this are a device's doing, and not worth the memory. */
  private static final int MOST_KNOWN = 1_000;

  private final String name;
  private final Unit<?> unit;
  private final Map<String, DoubleUnaryOperator> known = new ConcurrentHashMap<>();

  /**
   * Finds the unit.
   *
   * @throws IllegalArgumentException if there is none of the name; the message says what to write
   */
  ExpectedUnit(String name) {
    this.name = name.strip();
    this.unit =
        UnitNames.find(this.name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "unit is '"
                            + name
                            + "', which is no unit: write one such as celsius, bar, m/s, kWh or"
                            + " percent"));
  }

  /** Returns the name as it was given; converted readings have it. */
  String name() {
    return name;
  }

  /** Returns what converts values of the unit, or {@link #NONE}. */
  DoubleUnaryOperator from(String other) {
    DoubleUnaryOperator conversion = known.get(other);
    if (conversion == null) {
      conversion = UnitNames.find(other).map(this::conversion).orElse(NONE);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(other, conversion);
    }
    return conversion;
  }

  private DoubleUnaryOperator conversion(Unit<?> other) {
    try {
      UnitConverter converter = other.getConverterToAny(unit);
      return converter.isIdentity() ? DoubleUnaryOperator.identity() : line(converter);
    } catch (IncommensurableException e) {
      return NONE;
    }
  }

  /**
   * Nearly all conversions are a factor and an offset; asking the converter each time would take a
   * hundred times as long. The two are worked out exactly and rounded once.
   */
  private static DoubleUnaryOperator line(UnitConverter converter) {
    Optional<BigDecimal> zero = exact(converter, 0);
    Optional<BigDecimal> one = exact(converter, 1);
    Optional<BigDecimal> thousand = exact(converter, 1_000);
    if (zero.isEmpty() || one.isEmpty() || thousand.isEmpty()) {
      return converter::convert;
    }
    BigDecimal factor = one.get().subtract(zero.get());
    BigDecimal offset = zero.get();
    double ends =
        factor
            .multiply(BigDecimal.valueOf(1_000))
            .add(offset)
            .subtract(thousand.get())
            .doubleValue();
    if (Math.abs(ends) > 1e-12 * Math.abs(thousand.get().doubleValue())) {
      return converter::convert;
    }
    double a = factor.doubleValue();
    double b = offset.doubleValue();
    return value -> Math.fma(a, value, b);
  }

  private static Optional<BigDecimal> exact(UnitConverter converter, int value) {
    Number result = converter.convert(Integer.valueOf(value));
    try {
      return Optional.of(
          result instanceof RationalNumber ratio
              ? new BigDecimal(ratio.getDividend())
                  .divide(new BigDecimal(ratio.getDivisor()), MathContext.DECIMAL128)
              : new BigDecimal(result.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns how many units are remembered. */
  int known() {
    return known.size();
  }
}
