package io.github.sensoringest.simulate;

/** A way in which a simulated sensor can misbehave. */
public enum Fault {
  /** A reading is not made. */
  DROP_OUT("dropOut"),
  /** The value stays the same for some readings. */
  STUCK("stuck"),
  /** A value far off. */
  SPIKE("spike"),
  /** The value moves away, further with each of some readings. */
  DRIFT("drift"),
  /** Many readings at once. */
  BURST("burst"),
  /** A reading is sent twice. */
  DUPLICATE("duplicate"),
  /** A reading is sent long after it was measured. */
  LATE("late"),
  /** A reading is sent after the one that was measured next. */
  OUT_OF_ORDER("outOfOrder"),
  /** A reading is dated wrongly. */
  CLOCK_SKEW("clockSkew"),
  /** A reading has another unit. */
  WRONG_UNIT("wrongUnit"),
  /** A value that is no number. */
  NOT_A_NUMBER("notANumber");

  private final String parameter;

  Fault(String parameter) {
    this.parameter = parameter;
  }

  /** Returns the parameter of the kamelet that sets how often it happens. */
  public String parameter() {
    return parameter;
  }
}
