package io.github.sensoringest.store;

/**
 * The database did not do what it was asked. The message says for a person what is wrong and what
 * to do, and has no password in it. What was to be written was not written, or may be written again
 * without harm.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
