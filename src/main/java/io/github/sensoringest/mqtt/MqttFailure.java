package io.github.sensoringest.mqtt;

import java.io.IOException;

/** What a broker would not or could not do; the message says why, and what to look at. */
final class MqttFailure extends IOException {
  private static final long serialVersionUID = 1L;

  MqttFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
