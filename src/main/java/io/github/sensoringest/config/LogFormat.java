package io.github.sensoringest.config;

/** How the gateway writes. */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line. */
  JSON
}
