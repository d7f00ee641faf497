package io.github.sensoringest.mqtt;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code paho-mqtt5} component with a consumer that loses nothing. Everything else about
 * its endpoints is Camel's. It carries the name of Camel's own so that Camel configures it alike.
 */
@Component("paho-mqtt5")
final class MqttComponent extends PahoMqtt5Component {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    MqttEndpoint endpoint = new MqttEndpoint(uri, remaining, this, getConfiguration().copy());
    endpoint.setClient(getClient());
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
