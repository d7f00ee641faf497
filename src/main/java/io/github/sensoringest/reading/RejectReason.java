package io.github.sensoringest.reading;

/** Why a reading was refused. The label is what logs, counters and the summary call it. */
public enum RejectReason {
  /** There was nothing, or something that is no reading. */
  NOT_A_READING("not-a-reading"),
  /** It is a record of a payload that could not be read. */
  MALFORMED("malformed"),
  /** The value is infinite or not a number. */
  NOT_FINITE("not-finite"),
  /** The sensor id is missing or blank. */
  NO_SENSOR_ID("no-sensor-id"),
  /** It was measured longer ago than {@code entry.max-age}. */
  TOO_OLD("too-old"),
  /** It is dated further in the future than {@code entry.max-ahead}. */
  TOO_FAR_AHEAD("too-far-ahead"),
  /** The value is below the least plausible one, and its sensor's route refuses that. */
  BELOW_MIN("below-min"),
  /** The value is above the greatest plausible one, and its sensor's route refuses that. */
  ABOVE_MAX("above-max"),
  /** The value is too far from the one before, and its sensor's route refuses that. */
  STEP("step"),
  /** The value changed too quickly, and its sensor's route refuses that. */
  RATE("rate"),
  /** The value has been the same too often, and its sensor's route refuses that. */
  STUCK("stuck"),
  /** The timestamp is too far from the clock, and its sensor's route refuses that. */
  CLOCK_SKEW("clock-skew"),
  /** The unit is not the expected one, and its sensor's route refuses that. */
  WRONG_UNIT("wrong-unit"),
  /** The sensor's unit is not the one it began the window with. */
  UNIT_CHANGED("unit-changed"),
  /** It came after its window had closed, and its source refuses what is late. */
  LATE("late"),
  /** Its source has more sensors than {@code window.max-sensors}. */
  TOO_MANY_SENSORS("too-many-sensors"),
  /** Its source has {@code window.max-open} windows open. */
  TOO_MANY_WINDOWS("too-many-windows"),
  /** The wait for room in the full buffer was interrupted; the source was told that it failed. */
  NOT_BUFFERED("not-buffered"),
  /** A step of the pipeline failed on it. */
  FAILED("failed");

  private final String label;

  RejectReason(String label) {
    this.label = label;
  }

  /** Returns the name in lower case with dashes, such as {@code not-finite}. */
  public String label() {
    return label;
  }
}
