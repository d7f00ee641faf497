package io.github.sensoringest.mqtt;

/** A message as it came from the broker. */
record Arrived(MqttConnection connection, Publication content) {
  /** Returns whether the broker sends it again if it is not acknowledged. */
  boolean comesAgain() {
    return content.qos() > 0;
  }
}
