package io.github.sensoringest.alarm;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something about a sensor that a person should know, as it begins or as it is over. A list of one
 * of them is the body of {@code direct:alarms}. Immutable.
 *
 * @param source the id of the route that the sensor's readings come from
 * @param sensorId the sensor's id
 * @param kind what it is about: {@code silence}, or the label of a {@code QualityFlag}, such as
 *     {@code above-max}
 * @param state whether it begins or is over
 * @param at when that was found, by this machine's clock
 * @param detail the same for a person, with the offending value
 * @param value the value of the reading that it was found in; NaN if it is about none
 */
public record Alarm(
    String source,
    String sensorId,
    String kind,
    State state,
    Instant at,
    String detail,
    double value) {
  /** Whether an alarm begins or is over. */
  public enum State {
    /** It begins. */
    RAISED("raised"),
    /** It is over. */
    CLEARED("cleared");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** Returns the name in lower case, such as {@code raised}. */
    public String label() {
      return label;
    }
  }

  /** Checks that everything is there. */
  public Alarm {
    requireNonNull(source, "source is null");
    requireNonNull(sensorId, "sensorId is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(state, "state is null");
    requireNonNull(at, "at is null");
    requireNonNull(detail, "detail is null");
  }
}
