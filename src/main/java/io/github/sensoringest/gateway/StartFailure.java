package io.github.sensoringest.gateway;

import io.github.sensoringest.check.RouteFileException;

/** The gateway could not start; the message says why, for a person, with the file and line. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns the failure with a message for a person. */
  static StartFailure of(Exception cause) {
    Throwable root = cause;
    while (root.getCause() != null && !(root instanceof RouteFileException)) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return new StartFailure(message == null ? root.toString() : message, cause);
  }
}
