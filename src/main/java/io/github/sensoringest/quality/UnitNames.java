package io.github.sensoringest.quality;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.measure.MetricPrefix;
import javax.measure.Quantity;
import javax.measure.Unit;
import javax.measure.format.MeasurementParseException;
import systems.uom.common.USCustomary;
import tech.units.indriya.AbstractUnit;
import tech.units.indriya.format.SimpleUnitFormat;
import tech.units.indriya.unit.Units;

/**
 * Units by the names that people give them. Beyond the table of names it knows what the unit
 * library reads, such as {@code mW}, {@code m/s^2} or {@code kg/m^3}. Thread-safe.
 */
final class UnitNames {
  /** The library reads a unit into many a text that has none. */
  private static final Pattern PRODUCT =
      Pattern.compile("[\\p{L}°%](?:[\\p{L}\\p{N}°%²³()]|[*·/^.-](?![*·/^.]))*");

  private static final Map<String, Unit<?>> SYMBOLS = new HashMap<>();
  private static final Map<String, Unit<?>> WORDS = new HashMap<>();

  static {
    temperature();
    pressure();
    length();
    motion();
    energy();
    electricity();
    flow();
    mass();
    time();
    shares();
  }

  private UnitNames() {}

  private static void temperature() {
    Unit<?> celsius = Units.CELSIUS;
    // As everybody means it; coulombs and farads are written out.
    symbols(celsius, "C", "°C", "℃", "degC", "deg C");
    words(celsius, "celsius", "centigrade", "cel");
    symbols(USCustomary.FAHRENHEIT, "F", "°F", "℉", "degF", "deg F");
    words(USCustomary.FAHRENHEIT, "fahrenheit");
    words(Units.KELVIN, "kelvin");
    symbols(Units.KELVIN, "K", "°K");
    words(Units.COULOMB, "coulomb");
    words(Units.FARAD, "farad");
  }

  private static void pressure() {
    Unit<?> pascal = Units.PASCAL;
    Unit<?> bar = pascal.multiply(100_000);
    symbols(pascal, "Pa");
    words(pascal, "pascal");
    symbols(pascal.multiply(100), "hPa");
    symbols(pascal.multiply(1_000), "kPa");
    symbols(pascal.multiply(1_000_000), "MPa");
    words(bar, "bar");
    words(bar.divide(1_000), "mbar", "millibar");
    // 6894.757293168361 Pa, from the pound, the inch and standard gravity, all exact.
    Unit<?> psi =
        Units.NEWTON
            .multiply(44_482_216_152_605L)
            .divide(10_000_000_000_000L)
            .divide(Units.SQUARE_METRE.multiply(64_516).divide(100_000_000));
    words(psi, "psi");
    words(pascal.multiply(101_325), "atm", "atmosphere");
    symbols(pascal.multiply(133_322_387_415L).divide(1_000_000_000), "mmHg");
  }

  private static void length() {
    Unit<?> metre = Units.METRE;
    symbols(metre, "m");
    words(metre, "metre", "meter", "metres", "meters");
    symbols(metre.divide(1_000), "mm");
    symbols(metre.divide(100), "cm");
    symbols(metre.divide(1_000_000), "µm", "μm", "um");
    symbols(metre.multiply(1_000), "km");
    words(USCustomary.FOOT, "ft", "foot", "feet");
    words(USCustomary.INCH, "in", "inch", "inches");
    words(USCustomary.YARD, "yd", "yard");
    words(USCustomary.MILE, "mi", "mile", "miles");
    symbols(Units.RADIAN, "rad");
    words(Units.RADIAN.multiply(Math.PI).divide(180), "deg", "degree", "degrees", "°");
  }

  private static void motion() {
    Unit<?> metresPerSecond = Units.METRE_PER_SECOND;
    words(metresPerSecond, "m/s", "mps");
    words(metresPerSecond.multiply(10).divide(36), "km/h", "kmh", "kph");
    words(USCustomary.MILE.divide(Units.HOUR), "mph", "mi/h");
    words(metresPerSecond.multiply(1_852).divide(3_600), "kn", "kt", "knot", "knots");
    Unit<?> hertz = Units.HERTZ;
    symbols(hertz, "Hz", "1/s");
    words(hertz, "hertz");
    symbols(hertz.multiply(1_000), "kHz");
    symbols(hertz.multiply(1_000_000), "MHz");
    symbols(hertz.multiply(1_000_000_000), "GHz");
    words(hertz.divide(60), "rpm", "r/min", "1/min");
  }

  private static void energy() {
    Unit<?> watt = Units.WATT;
    symbols(watt, "W");
    words(watt, "watt", "watts");
    symbols(watt.divide(1_000), "mW");
    symbols(watt.multiply(1_000), "kW");
    symbols(watt.multiply(1_000_000), "MW");
    Unit<?> joule = Units.JOULE;
    symbols(joule, "J");
    words(joule, "joule", "joules");
    symbols(joule.multiply(1_000), "kJ");
    symbols(joule.multiply(1_000_000), "MJ");
    symbols(joule.multiply(3_600), "Wh");
    symbols(joule.multiply(3_600_000), "kWh");
    symbols(joule.multiply(3_600_000_000L), "MWh");
    symbols(Units.LUX, "lx");
    words(Units.LUX, "lux");
    symbols(Units.LUMEN, "lm");
  }

  private static void electricity() {
    Unit<?> volt = Units.VOLT;
    symbols(volt, "V");
    words(volt, "volt", "volts");
    symbols(volt.divide(1_000), "mV");
    symbols(volt.multiply(1_000), "kV");
    Unit<?> ampere = Units.AMPERE;
    symbols(ampere, "A");
    words(ampere, "ampere", "amperes", "amp", "amps");
    symbols(ampere.divide(1_000), "mA");
    symbols(ampere.divide(1_000_000), "µA", "μA", "uA");
    Unit<?> ohm = Units.OHM;
    symbols(ohm, "Ω", "Ohm");
    words(ohm, "ohm", "ohms");
    symbols(ohm.multiply(1_000), "kΩ", "kOhm");
  }

  private static void flow() {
    Unit<?> litre = Units.LITRE;
    Unit<?> cubicMetre = Units.CUBIC_METRE;
    Unit<?> minute = Units.MINUTE;
    Unit<?> hour = Units.HOUR;
    Unit<?> second = Units.SECOND;
    words(litre, "l", "litre", "liter", "litres", "liters");
    symbols(litre.divide(1_000), "ml", "mL");
    words(cubicMetre, "m3", "m³", "cbm");
    words(USCustomary.GALLON_LIQUID, "gal", "gallon", "gallons");
    words(litre.divide(second), "l/s", "lps");
    words(litre.divide(minute), "l/min", "lpm");
    words(litre.divide(hour), "l/h");
    words(cubicMetre.divide(second), "m3/s", "m³/s");
    words(cubicMetre.divide(hour), "m3/h", "m³/h", "cbm/h");
    words(USCustomary.GALLON_LIQUID.divide(minute), "gpm", "gal/min");
  }

  private static void mass() {
    Unit<?> kilogram = Units.KILOGRAM;
    symbols(kilogram, "kg");
    words(kilogram, "kilogram", "kilograms");
    symbols(kilogram.divide(1_000), "g");
    words(kilogram.divide(1_000), "gram", "grams");
    symbols(kilogram.divide(1_000_000), "mg");
    symbols(kilogram.multiply(1_000), "t");
    words(kilogram.multiply(1_000), "tonne", "tonnes");
    words(USCustomary.POUND, "lb", "lbs", "pound", "pounds");
    words(USCustomary.OUNCE, "oz", "ounce", "ounces");
    symbols(Units.NEWTON, "N");
    words(Units.NEWTON, "newton", "newtons");
  }

  private static void time() {
    Unit<?> second = Units.SECOND;
    symbols(second, "s");
    words(second, "sec", "second", "seconds");
    words(MetricPrefix.MILLI(Units.SECOND), "ms", "millisecond");
    symbols(MetricPrefix.MICRO(Units.SECOND), "µs", "μs", "us");
    symbols(MetricPrefix.NANO(Units.SECOND), "ns");
    words(Units.MINUTE, "min", "minute", "minutes");
    words(Units.HOUR, "h", "hour", "hours");
    words(Units.DAY, "d", "day", "days");
  }

  private static void shares() {
    Unit<?> one = AbstractUnit.ONE;
    words(one, "1", "one", "ratio");
    words(one.divide(100), "%", "percent", "pct", "%rh", "rh");
    words(one.divide(1_000), "‰", "permille");
    words(one.divide(1_000_000), "ppm");
    words(one.divide(1_000_000_000), "ppb");
  }

  /** Their case counts: mW is not MW. */
  private static void symbols(Unit<?> unit, String... names) {
    for (String name : names) {
      SYMBOLS.put(name, unit);
    }
  }

  /** Their case does not count. */
  private static void words(Unit<?> unit, String... names) {
    for (String name : names) {
      WORDS.put(name, unit);
    }
  }

  /** Returns the unit of the name, if there is one. */
  static Optional<Unit<? extends Quantity<?>>> find(String name) {
    String text = name.strip();
    Unit<?> unit = SYMBOLS.get(text);
    if (unit == null) {
      unit = WORDS.get(text.toLowerCase(Locale.ROOT));
    }
    return unit == null ? parsed(text) : Optional.of(unit);
  }

  private static Optional<Unit<? extends Quantity<?>>> parsed(String text) {
    if (!PRODUCT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      SimpleUnitFormat format = SimpleUnitFormat.getInstance();
      // It is one for all.
      synchronized (UnitNames.class) {
        return Optional.of(format.parse(text));
      }
    } catch (MeasurementParseException
        | IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
