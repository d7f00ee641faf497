package io.github.sensoringest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock extends Clock {
  private volatile Instant now;

  /** Creates one that shows {@code now}. */
  public ManualClock(Instant now) {
    this.now = now;
  }

  /** Creates one that shows so many milliseconds after 1970-01-01T00:00:00Z. */
  public static ManualClock atMillis(long epochMillis) {
    return new ManualClock(Instant.ofEpochMilli(epochMillis));
  }

  /** Moves it forward, or back if the time is negative. */
  public void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
