package io.github.sensoringest.mqtt;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.support.DefaultProducer;

/**
 * Publishes messages one after the other. Connects with the first one, and anew with the next one
 * after a failure: the start waits for no broker. Thread-safe.
 */
final class MqttProducer extends DefaultProducer implements MqttLink.Listener {
  private final MqttEndpoint endpoint;
  private final String clientId;
  private final ReentrantLock atLink = new ReentrantLock();
  private volatile MqttLink link;

  MqttProducer(MqttEndpoint endpoint, String clientId) {
    super(endpoint);
    this.endpoint = endpoint;
    this.clientId = clientId;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Message message = exchange.getMessage();
    String topic =
        message.getHeader(
            PahoMqtt5Constants.CAMEL_PAHO_OVERRIDE_TOPIC, endpoint.getTopic(), String.class);
    byte[] payload = message.getMandatoryBody(byte[].class);
    PahoMqtt5Configuration configuration = endpoint.getConfiguration();
    atLink.lockInterruptibly();
    try {
      connected().publish(topic, payload, configuration.getQos(), configuration.isRetained());
    } catch (MqttFailure e) {
      if (link != null) {
        link.abort();
        link = null;
      }
      throw new IOException(
          "cannot publish to "
              + topic
              + " at "
              + configuration.getBrokerUrl()
              + ": "
              + e.getMessage(),
          e);
    } finally {
      atLink.unlock();
    }
  }

  private MqttLink connected() throws MqttFailure {
    MqttLink last = link;
    if (last != null && last.isOpen()) {
      return last;
    }
    if (last != null) {
      last.abort();
      link = null;
    }
    link = endpoint.link(clientId, this);
    link.connect();
    return link;
  }

  @Override
  protected void doStop() throws Exception {
    MqttLink last = link;
    if (last != null) {
      last.close();
    }
    super.doStop();
  }

  /** It subscribes to nothing. */
  @Override
  public void arrived(Publication publication) {}

  /** The next message finds out. */
  @Override
  public void ended(String reason) {}
}
