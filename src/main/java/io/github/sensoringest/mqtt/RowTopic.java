package io.github.sensoringest.mqtt;

import io.github.sensoringest.sink.EncodedRow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;

/**
 * Makes a message of a row, to a topic made of what the row is about. The kamelet {@code mqtt-sink}
 * makes one for each use. Thread-safe once its properties are set.
 */
public class RowTopic implements Processor {
  /** What would make more levels of one, or stands for other topics. */
  private static final Pattern SPECIAL = Pattern.compile("[/+#\\p{Cntrl}]");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");

  private String topic = "sensor-ingest/{source}/{sensor}";

  /**
   * Checks the parameters.
   *
   * @throws IllegalArgumentException if the topic cannot be one; the message says what to write
   */
  public void init() {
    PLACEHOLDER
        .matcher(topic)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !name.equals("source") && !name.equals("sensor"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "mqtt-sink: topic has {" + name + "}: write {source} or {sensor}");
            });
    if (topic.isBlank() || topic.contains("+") || topic.contains("#")) {
      throw new IllegalArgumentException(
          "mqtt-sink: topic is '" + topic + "': write a topic without + and #");
    }
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    EncodedRow row = message.getBody(EncodedRow.class);
    message.removeHeaders("*");
    message.setHeader(PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, topic(row));
    message.setBody(row.payload());
  }

  String topic(EncodedRow row) {
    return PLACEHOLDER
        .matcher(topic)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    level(found.group(1).equals("source") ? row.source() : row.sensorId())));
  }

  private static String level(String text) {
    return SPECIAL.matcher(text).replaceAll("_");
  }

  /** Sets the topic, in which {@code {source}} and {@code {sensor}} stand for the row's. */
  public void setTopic(String topic) {
    this.topic = topic;
  }
}
