package io.github.sensoringest.mqtt;

import java.util.Objects;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A message as it came from the broker. */
record Arrived(MqttConnection connection, String topic, MqttMessage content) {
  /** Returns whether the broker sends it again if it is not acknowledged. */
  boolean comesAgain() {
    return content.getQos() > 0;
  }

  /** Returns whether the two may be taken in as one. */
  boolean goesWith(Arrived other) {
    return connection == other.connection
        && topic.equals(other.topic)
        && content.getQos() == other.content.getQos()
        && Objects.equals(contentType(), other.contentType());
  }

  /** Returns the content type that the message says, or null. */
  String contentType() {
    return content.getProperties().getContentType();
  }
}
