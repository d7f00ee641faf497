package io.github.sensoringest.mqtt;

import org.eclipse.paho.mqttv5.common.MqttMessage;

/** A message as it came from the broker. */
record Arrived(MqttConnection connection, String topic, MqttMessage content) {
  /** Returns whether the broker sends it again if it is not acknowledged. */
  boolean comesAgain() {
    return content.getQos() > 0;
  }
}
