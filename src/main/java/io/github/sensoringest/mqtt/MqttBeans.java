package io.github.sensoringest.mqtt;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Makes {@code paho-mqtt5:} endpoints wait for their broker, and acknowledge what is in the buffer.
 */
public final class MqttBeans implements CamelConfiguration {
  @Override
  public void configure(CamelContext context) {
    context.addComponent("paho-mqtt5", new MqttComponent());
  }
}
