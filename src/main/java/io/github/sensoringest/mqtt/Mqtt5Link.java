package io.github.sensoringest.mqtt;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with MQTT 5. */
final class Mqtt5Link implements MqttLink, MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Link.class);

  private static final long CLOSE_MILLIS = 2000;

  /** Retained messages come with a subscription that is new, and not with each connection. */
  private static final int RETAINED_IF_NEW = 1;

  private static final int FIRST_ERROR = 128;

  private final MqttConnectionOptions options;
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
  Mqtt5Link(MqttEndpoint endpoint, String clientId, Listener listener) throws MqttFailure {
    this.listener = listener;
    try {
      options = endpoint.createMqttConnectionOptions();
      // A client that does so by itself subscribes to nothing if the broker has lost the session.
      options.setAutomaticReconnect(false);
      limitMillis = TimeUnit.SECONDS.toMillis(options.getConnectionTimeout());
      client =
          new MqttAsyncClient(
              endpoint.getConfiguration().getBrokerUrl(), clientId, new MemoryPersistence());
    } catch (UncheckedIOException e) {
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
    MqttSubscription subscription = new MqttSubscription(filter, qos);
    subscription.setRetainHandling(RETAINED_IF_NEW);
    try {
      awaitGood(client.subscribe(subscription));
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  @Override
  public void publish(String topic, byte[] payload, int qos, boolean retained) throws MqttFailure {
    try {
      awaitGood(client.publish(topic, payload, qos, retained));
    } catch (MqttException e) {
      throw MqttProblems.failure(e);
    }
  }

  private void awaitGood(IMqttToken token) throws MqttException {
    token.waitForCompletion(limitMillis);
    int[] codes = token.getReasonCodes();
    if (codes == null) {
      return;
    }
    for (int code : codes) {
      if (code >= FIRST_ERROR) {
        throw new MqttException(code);
      }
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
      client.disconnect(0, null, null, 0, new MqttProperties()).waitForCompletion(CLOSE_MILLIS);
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
    String contentType = message.getProperties().getContentType();
    listener.arrived(
        new Publication(
            message.getId(),
            topic,
            message.getQos(),
            message.getPayload(),
            contentType == null ? "" : contentType));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    MqttException cause = response.getException();
    listener.ended(
        cause != null
            ? MqttProblems.failure(cause).getMessage()
            : MqttProblems.describeEnd(response.getReturnCode(), response.getReasonString()));
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.debug("The client reports an error", exception);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
