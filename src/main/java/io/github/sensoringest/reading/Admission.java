package io.github.sensoringest.reading;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the readings of one message, for a source that tells its sender. The source puts
 * it into the exchange as {@value #PROPERTY}; the entry fills it. Thread-safe; memory is bounded.
 */
public final class Admission {
  /** The property of an exchange that holds it. */
  public static final String PROPERTY = "sensorIngestAdmission";

  /** So many refusals are told one by one; the others are only counted. */
  static final int MOST_REFUSALS = 20;

  /**
   * A refused reading.
   *
   * @param detail why, for a person, with the place in the payload if it is known
   */
  public record Refusal(RejectReason reason, String detail) {}

  private final Duration maxWait;
  private final List<Refusal> refusals = new ArrayList<>();
  private int accepted;
  private int refused;
  private int malformed;

  /**
   * Creates one.
   *
   * @param maxWait how long the readings may wait for room in the full buffer
   */
  public Admission(Duration maxWait) {
    this.maxWait = requireNonNull(maxWait, "maxWait is null");
  }

  /** Returns how long the readings may wait for room in the full buffer. */
  public Duration maxWait() {
    return maxWait;
  }

  /** Notes that so many readings have passed the checks. */
  public synchronized void accept(int readings) {
    accepted += readings;
  }

  /** Notes that a reading, or what came in its place, was refused. */
  public synchronized void refuse(RejectReason reason, String detail) {
    refused++;
    if (reason == RejectReason.MALFORMED) {
      malformed++;
    }
    if (refusals.size() < MOST_REFUSALS) {
      refusals.add(new Refusal(reason, detail));
    }
  }

  /** Returns how many readings have passed the checks. */
  public synchronized int accepted() {
    return accepted;
  }

  /** Returns how many were refused. */
  public synchronized int refused() {
    return refused;
  }

  /** Returns how many of the refused ones could not be read. */
  public synchronized int malformed() {
    return malformed;
  }

  /** Returns the first refusals. */
  public synchronized List<Refusal> refusals() {
    return List.copyOf(refusals);
  }
}
