package io.github.sensoringest.reading;

/**
 * Why a good reading was taken out before the entry, as its route says. The label is what counters
 * and the summary call it.
 */
public enum SuppressReason {
  /** It differs too little from the last one that was passed on. */
  DEADBAND("deadband"),
  /** A reading of the same sensor and timestamp had come before. */
  DUPLICATE("duplicate");

  private final String label;

  SuppressReason(String label) {
    this.label = label;
  }

  /** Returns the name in lower case, such as {@code deadband}. */
  public String label() {
    return label;
  }
}
