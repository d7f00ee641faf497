package io.github.sensoringest.mqtt;

/** A message as it came from the broker. */
record Arrived(MqttConnection connection, Publication content) {
  /** Returns whether the broker sends it again if it is not acknowledged. */
  boolean comesAgain() {
    return content.qos() > 0;
  }

  /** Returns whether the two may be taken in as one. */
  boolean goesWith(Arrived other) {
    return connection == other.connection
        && content.topic().equals(other.content.topic())
        && content.qos() == other.content.qos()
        && content.contentType().equals(other.content.contentType());
  }
}
