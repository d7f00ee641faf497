package io.github.sensoringest.config;

/** The configuration cannot be used; the message says where, why, and what to write instead. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message for a person. */
  public ConfigurationException(String message) {
    super(message);
  }
}
