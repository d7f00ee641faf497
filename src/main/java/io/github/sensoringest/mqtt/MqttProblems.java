package io.github.sensoringest.mqtt;

import java.io.EOFException;
import org.eclipse.paho.mqttv5.client.MqttClientException;

/** Says what is wrong with a connection, and what to look at. */
final class MqttProblems {
  /** What the client for MQTT 5 makes of an answer with a code of 3.1.1. */
  private static final int NO_CODE_OF_5 = 50_001;

  private MqttProblems() {}

  static MqttFailure failure(org.eclipse.paho.mqttv5.common.MqttException e) {
    return new MqttFailure(describe(e.getReasonCode(), e), e);
  }

  static MqttFailure failure(org.eclipse.paho.client.mqttv3.MqttException e) {
    return new MqttFailure(describe(e.getReasonCode(), e), e);
  }

  /** The codes below 128 are those of MQTT 3.1.1, which a broker answers that knows no other. */
  private static String describe(int code, Exception e) {
    return switch (code) {
      case 128 -> "the broker says only that it will not";
      case 132, 1, NO_CODE_OF_5 -> "the broker does not speak this version of MQTT: see version";
      case 133, 2 -> "the broker does not like the clientId; give another one";
      case 134, 4 -> "the broker knows no such user with this password: see userName and password";
      case 135, 5 ->
          "not authorized: see userName and password, and what the broker allows this user";
      case 3 -> "the broker says that it is unavailable";
      case 137 -> "the broker is busy";
      case 138 -> "the broker has banned this client";
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> "no answer";
      default -> deepest(e);
    };
  }

  /** Says what is at the bottom of it. */
  static String deepest(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    if (deepest instanceof EOFException) {
      return "the broker closed it";
    }
    if (deepest.getMessage() == null
        || deepest.getClass().getSimpleName().equals("MqttException")) {
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

  /** Says why a connection with MQTT 3.1.1 ended, for which the broker gives no reason. */
  static String describeEnd(Throwable cause) {
    String reason =
        cause instanceof org.eclipse.paho.client.mqttv3.MqttException e
            ? failure(e).getMessage()
            : deepest(cause);
    return reason
        + " (with 3.1.1 it cannot say why; one reason is another client with the same clientId)";
  }
}
