package io.github.sensoringest.mqtt;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with MQTT 3.1.1. */
final class Mqtt3Link implements MqttLink, MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Link.class);

  private static final long CLOSE_MILLIS = 2000;

  private final MqttConnectOptions options;
  private final MqttAsyncClient client;
  private final Listener listener;
  private final long limitMillis;

  /** The client cannot be closed twice. */
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * Creates one that is yet to connect.
   *
   * @throws MqttFailure if that cannot be, as the password cannot be read
   */
  Mqtt3Link(MqttEndpoint endpoint, String clientId, Listener listener) throws MqttFailure {
    this.listener = listener;
    try {
      options = endpoint.createMqtt3Options();
      limitMillis = TimeUnit.SECONDS.toMillis(options.getConnectionTimeout());
      client =
          new MqttAsyncClient(
              endpoint.getConfiguration().getBrokerUrl(), clientId, new MemoryPersistence());
    } catch (IOException e) {
      throw new MqttFailure(e.getMessage(), e);
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
    // Both before it connects: a session that is taken up again brings messages at once.
    client.setCallback(this);
    client.setManualAcks(true);
  }

  @Override
  public void connect() throws MqttFailure {
    try {
      client.connect(options).waitForCompletion(limitMillis);
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  @Override
  public void subscribe(String filter, int qos) throws MqttFailure {
    try {
      IMqttToken subscribed = client.subscribe(filter, qos);
      subscribed.waitForCompletion(limitMillis);
      for (int granted : subscribed.getGrantedQos()) {
        if (granted == MqttException.REASON_CODE_SUBSCRIBE_FAILED) {
          throw new MqttException(granted);
        }
      }
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  @Override
  public void publish(String topic, byte[] payload, int qos, boolean retained) throws MqttFailure {
    try {
      client.publish(topic, payload, qos, retained).waitForCompletion(limitMillis);
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  @Override
  public void acknowledge(Publication publication) throws MqttFailure {
    try {
      client.messageArrivedComplete(publication.id(), publication.qos());
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  @Override
  public boolean isOpen() {
    return client.isConnected();
  }

  @Override
  public void close() {
    if (over.get()) {
      return;
    }
    try {
      client.disconnect(0).waitForCompletion(CLOSE_MILLIS);
      client.close();
      over.set(true);
    } catch (MqttException e) {
      LOG.debug("Cannot disconnect in an orderly way", e);
      abort();
    }
  }

  @Override
  public void abort() {
    if (over.getAndSet(true)) {
      return;
    }
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("Cannot disconnect", e);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    listener.arrived(
        new Publication(message.getId(), topic, message.getQos(), message.getPayload(), ""));
  }

  @Override
  public void connectionLost(Throwable cause) {
    listener.ended(MqttProblems.describeEnd(cause));
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}
}
