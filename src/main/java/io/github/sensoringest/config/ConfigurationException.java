package io.github.sensoringest.config;

/** The configuration cannot be used; the message says where, why, and what to write instead. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  /** Creates one with a message for a person: where the value came from, and what is wrong. */
  ConfigurationException(String origin, String message) {
    super(origin + ": " + message);
    this.usage = origin.equals(Configuration.COMMAND_LINE);
  }

  /** Returns whether the command line is at fault, rather than a file or the environment. */
  public boolean isUsage() {
    return usage;
  }
}
