package io.github.sensoringest.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/**
 * A {@code paho-mqtt5:} endpoint whose consumer keeps its connection by itself; so does its
 * producer, in the kamelet.
 */
final class MqttEndpoint extends PahoMqtt5Endpoint {
  private static final int MOST_IN_FLIGHT = 65_535;

  MqttEndpoint(
      String uri,
      String topic,
      PahoMqtt5Component component,
      PahoMqtt5Configuration configuration) {
    super(uri, topic, component, configuration);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (getClient() != null) {
      return super.createConsumer(processor);
    }
    MqttConsumer consumer = new MqttConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  /** Returns whether the route takes several payloads at once, as the kamelet's does. */
  boolean takesSeveral() {
    return getConfiguration().getSocketFactory() instanceof MqttAccess;
  }

  @Override
  public Producer createProducer() throws Exception {
    if (access().isEmpty()) {
      return super.createProducer();
    }
    String clientId = getConfiguration().getClientId();
    return new MqttProducer(
        this, clientId == null || clientId.isBlank() ? generateClientId() : clientId);
  }

  /** Returns a link that is yet to connect. */
  MqttLink link(String clientId, MqttLink.Listener listener) throws MqttFailure {
    return access().map(MqttAccess::isVersion3).orElse(false)
        ? new Mqtt3Link(this, clientId, listener)
        : new Mqtt5Link(this, clientId, listener);
  }

  private Optional<MqttAccess> access() {
    return getConfiguration().getSocketFactory() instanceof MqttAccess access
        ? Optional.of(access)
        : Optional.empty();
  }

  /**
   * Returns what the kamelets say of a connection, as MQTT 3.1.1 has it: a session lasts as long as
   * its connection, or for as long as the broker keeps it.
   *
   * @throws IOException if the password's file cannot be read
   */
  MqttConnectOptions createMqtt3Options() throws IOException {
    PahoMqtt5Configuration configuration = getConfiguration();
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(
        configuration.isCleanStart() || configuration.getSessionExpiryInterval() == 0);
    options.setConnectionTimeout(configuration.getConnectionTimeout());
    // The client counts a message for a while after its acknowledgement, and takes no more than
    // ten.
    options.setMaxInflight(MOST_IN_FLIGHT);
    options.setKeepAliveInterval(configuration.getKeepAliveInterval());
    if (isEncrypted(configuration.getBrokerUrl())) {
      options.setSocketFactory(configuration.getSocketFactory());
    }
    if (access().isPresent()) {
      access().get().apply(options);
    }
    return options;
  }

  @Override
  protected MqttConnectionOptions createMqttConnectionOptions() {
    MqttConnectionOptions options = super.createMqttConnectionOptions();
    if (access().isPresent()) {
      try {
        access().get().apply(options);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    if (!isEncrypted(getConfiguration().getBrokerUrl())) {
      // The client refuses a connection without TLS that has the means for one.
      options.setSocketFactory(new BufferedSockets());
    }
    return options;
  }

  private static boolean isEncrypted(String url) {
    return url.startsWith("ssl:") || url.startsWith("wss:");
  }
}
