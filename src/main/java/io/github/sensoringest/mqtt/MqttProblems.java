package io.github.sensoringest.mqtt;

import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Says what is wrong with a connection, and what to look at. */
final class MqttProblems {
  private MqttProblems() {}

  static String describe(Exception e) {
    if (!(e instanceof MqttException problem)) {
      return deepest(e);
    }
    return switch (problem.getReasonCode()) {
      case 128 -> "the broker says only that it will not";
      case 132 -> "the broker does not speak MQTT 5";
      case 133 -> "the broker does not like the clientId; give another one";
      case 134, 4 -> "the broker knows no such user with this password: see userName and password";
      case 135, 5 ->
          "not authorized: see userName and password, and what the broker allows this user";
      case 137 -> "the broker is busy";
      case 138 -> "the broker has banned this client";
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> "no answer";
      default -> deepest(problem);
    };
  }

  private static String deepest(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    if (deepest instanceof MqttException || deepest.getMessage() == null) {
      return deepest.toString();
    }
    return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
  }

  /** Says why the broker ended the connection. */
  static String describeEnd(int returnCode, String text) {
    String reason =
        switch (returnCode) {
          case 0 -> "the broker closed it";
          case 139 -> "the broker is shutting down";
          case 142 ->
              "another client has connected with the same clientId; give each gateway its own";
          case 147 -> "the broker says that it got no acknowledgement for too many messages";
          case 149 -> "the broker says that a message was too large";
          default -> "the broker closed it with code " + returnCode;
        };
    return text == null || text.isBlank() ? reason : reason + " (" + text + ")";
  }
}
