package io.github.sensoringest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sensoringest.reading.Admission;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a request: a status and, unless it is 204, a JSON object. An error has {@code code}
 * and {@code message}, as those of InfluxDB 2 have, and {@code error}, as those of InfluxDB 1 have.
 * Immutable.
 *
 * @param body the JSON text; empty for none
 */
record HttpAnswer(int status, String body) {
  /** The property of an exchange that holds the answer that is known before the route ends. */
  static final String PROPERTY = "sensorIngestHttpAnswer";

  /** After how many seconds a client should come again. */
  static final String RETRY_AFTER = "5";

  private static final Map<Integer, String> CODES =
      Map.of(
          400, "invalid",
          401, "unauthorized",
          404, "not found",
          405, "method not allowed",
          413, "request too large",
          415, "invalid",
          422, "unprocessable entity",
          503, "unavailable");

  /** Returns an answer that says what went wrong. */
  static HttpAnswer error(int status, String message) {
    return new HttpAnswer(status, problem(status, message, message).toString());
  }

  /**
   * Returns the answer to a request whose readings have all gone through the entry.
   *
   * @param quiet whether one with nothing to tell is without a body
   */
  static HttpAnswer of(Admission admission, boolean quiet) {
    int accepted = admission.accepted();
    int refused = admission.refused();
    if (accepted == 0 && refused == 0) {
      return error(400, "there are no readings in it");
    }
    if (refused == 0) {
      return quiet
          ? new HttpAnswer(204, "")
          : new HttpAnswer(200, counts(JsonNodeFactory.instance.objectNode(), admission));
    }
    // Whoever sent something that cannot be read has a mistake to mend; so has who sent a part.
    int status = accepted > 0 || admission.malformed() > 0 ? 400 : 422;
    String message =
        refused
            + " of "
            + (accepted + refused)
            + " records refused: "
            + admission.refusals().get(0).detail();
    // By these two words, clients of InfluxDB 1 know that nothing of it is to be sent again.
    String partial = "partial write: " + message;
    return new HttpAnswer(
        status, counts(problem(status, accepted > 0 ? partial : message, partial), admission));
  }

  private static ObjectNode problem(int status, String message, String error) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", CODES.getOrDefault(status, "internal error"));
    json.put("message", message);
    json.put("error", error);
    return json;
  }

  private static String counts(ObjectNode json, Admission admission) {
    json.put("accepted", admission.accepted());
    json.put("refused", admission.refused());
    if (admission.refused() > 0) {
      ArrayNode refusals = json.putArray("refusals");
      admission
          .refusals()
          .forEach(
              it ->
                  refusals
                      .addObject()
                      .put("reason", it.reason().label())
                      .put("detail", it.detail()));
    }
    return json.toString();
  }

  /** Returns the bytes of the body. */
  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
