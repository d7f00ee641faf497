package io.github.sensoringest.http;

import java.util.concurrent.TimeUnit;

/** A device that is polled, and how it has behaved. Not thread-safe: the poll's thread has it. */
final class PolledDevice {
  private final String name;
  private final String url;
  private long dueNanos;
  private int failures;
  private boolean underWay;
  private boolean away;

  PolledDevice(String name, String url, long dueNanos) {
    this.name = name;
    this.url = url;
    this.dueNanos = dueNanos;
  }

  String name() {
    return name;
  }

  String url() {
    return url;
  }

  boolean isDue(long nowNanos) {
    return !underWay && nowNanos - dueNanos >= 0;
  }

  /** Notes that it is asked; the next time is one period after this one was due. */
  void ask(long nowNanos, long periodNanos) {
    underWay = true;
    dueNanos += periodNanos;
    if (dueNanos - nowNanos <= 0) {
      // It is late by more than a period: what was missed is not made up for.
      dueNanos = nowNanos + periodNanos;
    }
  }

  /** Notes an answer. */
  void answered() {
    underWay = false;
    failures = 0;
  }

  /** Notes a failure, after which it is left alone the longer, the more there were in a row. */
  void failed(long nowNanos, long periodNanos, long mostNanos) {
    underWay = false;
    failures++;
    if (failures > 1) {
      long pause = periodNanos;
      for (int i = 1; i < failures && pause < mostNanos; i++) {
        pause *= 2;
      }
      dueNanos = nowNanos + Math.max(periodNanos, Math.min(pause, mostNanos));
    }
  }

  int failures() {
    return failures;
  }

  boolean isAway() {
    return away;
  }

  void setAway(boolean isAway) {
    away = isAway;
  }

  @Override
  public String toString() {
    return name + ", due in " + TimeUnit.NANOSECONDS.toMillis(dueNanos - System.nanoTime()) + " ms";
  }
}
