package io.github.sensoringest.web;

/** What was asked for makes no sense; the message says what to ask for instead. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message);
  }
}
