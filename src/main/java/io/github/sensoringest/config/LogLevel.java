package io.github.sensoringest.config;

/** How much is logged. */
public enum LogLevel {
  /** Only what went wrong. */
  ERROR,
  /** Also what may go wrong. */
  WARN,
  /** Also what happens. */
  INFO,
  /** Everything, with stack traces. */
  DEBUG
}
