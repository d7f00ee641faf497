package io.github.sensoringest.reading;

import java.util.EnumSet;
import java.util.Set;

/** What may be doubtful about a reading that is kept all the same. */
public enum QualityFlag {
  /** The value is below the least plausible one. */
  BELOW_MIN("below-min"),
  /** The value is above the greatest plausible one. */
  ABOVE_MAX("above-max"),
  /** The value is too far from the one before. */
  STEP("step"),
  /** The value changed too quickly since the one before. */
  RATE("rate"),
  /** The sensor has reported the same value too often in a row. */
  STUCK("stuck"),
  /** The timestamp is too far from the gateway's clock. */
  CLOCK_SKEW("clock-skew"),
  /** The unit is not the expected one and cannot be converted to it. */
  WRONG_UNIT("wrong-unit");

  private final String label;

  QualityFlag(String label) {
    this.label = label;
  }

  /** Returns the name in lower case with dashes, such as {@code below-min}. */
  public String label() {
    return label;
  }

  /** Returns this flag's bit in {@link SensorReading#flags}. */
  public int bit() {
    return 1 << ordinal();
  }

  /** Returns the flags whose bits are set in {@code flags}. */
  public static Set<QualityFlag> of(int flags) {
    Set<QualityFlag> set = EnumSet.noneOf(QualityFlag.class);
    for (QualityFlag flag : values()) {
      if ((flags & flag.bit()) != 0) {
        set.add(flag);
      }
    }
    return set;
  }
}
