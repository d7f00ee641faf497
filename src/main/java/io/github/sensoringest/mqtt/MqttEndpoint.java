package io.github.sensoringest.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** A {@code paho-mqtt5:} endpoint whose consumer keeps its connection by itself. */
final class MqttEndpoint extends PahoMqtt5Endpoint {
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

  @Override
  protected MqttConnectionOptions createMqttConnectionOptions() {
    MqttConnectionOptions options = super.createMqttConnectionOptions();
    if (getConfiguration().getSocketFactory() instanceof MqttAccess access) {
      try {
        access.apply(options);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    if (!isEncrypted(getConfiguration().getBrokerUrl())) {
      // The client refuses a connection without TLS that has the means for one.
      options.setSocketFactory(null);
    }
    return options;
  }

  private static boolean isEncrypted(String url) {
    return url.startsWith("ssl:") || url.startsWith("wss:");
  }
}
