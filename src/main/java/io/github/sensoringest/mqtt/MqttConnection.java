package io.github.sensoringest.mqtt;

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
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, with a client of its own. What is to be acknowledged is so on the
 * connection that brought it, or not at all: to a session that has begun anew, the same number
 * stands for another message. Thread-safe.
 */
final class MqttConnection implements MqttCallback {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

  private static final long CLOSE_MILLIS = 2000;

  /** Retained messages come with a subscription that is new, and not with each connection. */
  private static final int RETAINED_IF_NEW = 1;

  private static final int FIRST_ERROR = 128;

  private final MqttConsumer consumer;
  private final MqttAsyncClient client;
  private final String filter;
  private final long openedNanos = System.nanoTime();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private final AtomicBoolean toldOfOthers = new AtomicBoolean();
  private volatile boolean open = true;

  private MqttConnection(MqttConsumer consumer, MqttAsyncClient client, String filter) {
    this.consumer = consumer;
    this.client = client;
    this.filter = filter;
  }

  /**
   * Connects and subscribes.
   *
   * @throws MqttException if it does not come about
   */
  static MqttConnection open(MqttConsumer consumer, MqttEndpoint endpoint, String clientId)
      throws MqttException {
    MqttConnectionOptions options = endpoint.createMqttConnectionOptions();
    // A client that does so by itself subscribes to nothing if the broker has lost the session.
    options.setAutomaticReconnect(false);
    MqttAsyncClient client =
        new MqttAsyncClient(
            endpoint.getConfiguration().getBrokerUrl(), clientId, new MemoryPersistence());
    String topic = endpoint.getTopic();
    MqttConnection connection = new MqttConnection(consumer, client, withoutShare(topic));
    // Both before it connects: a session that is taken up again brings messages at once.
    client.setCallback(connection);
    client.setManualAcks(true);
    long limit = TimeUnit.SECONDS.toMillis(options.getConnectionTimeout());
    try {
      client.connect(options).waitForCompletion(limit);
      MqttSubscription subscription =
          new MqttSubscription(topic, endpoint.getConfiguration().getQos());
      subscription.setRetainHandling(RETAINED_IF_NEW);
      IMqttToken subscribed = client.subscribe(subscription);
      subscribed.waitForCompletion(limit);
      for (int code : subscribed.getReasonCodes()) {
        if (code >= FIRST_ERROR) {
          throw new MqttException(code);
        }
      }
      return connection;
    } catch (MqttException e) {
      connection.open = false;
      connection.abort();
      throw e;
    }
  }

  /** A shared subscription is {@code $share/GROUP/FILTER}; its messages have topics of FILTER. */
  private static String withoutShare(String topic) {
    return topic.startsWith("$share/") ? topic.split("/", 3)[2] : topic;
  }

  boolean isOpen() {
    return open;
  }

  long openedNanos() {
    return openedNanos;
  }

  void acknowledge(MqttMessage message) {
    if (!open) {
      return;
    }
    try {
      client.messageArrivedComplete(message.getId(), message.getQos());
    } catch (MqttException e) {
      LOG.debug("Cannot acknowledge message {}", message.getId(), e);
    }
  }

  /** Has the broker send again what it has got no acknowledgement for. */
  void renew() {
    if (open && renewing.compareAndSet(false, true)) {
      consumer.execute(
          () -> {
            close();
            consumer.ended(this, "a message could not be taken in, and is to come again");
          });
    }
  }

  /** Ends it; the broker keeps the session. */
  void close() {
    open = false;
    try {
      client.disconnect(0, null, null, 0, new MqttProperties()).waitForCompletion(CLOSE_MILLIS);
      client.close();
    } catch (MqttException e) {
      LOG.debug("Cannot disconnect in an orderly way", e);
      abort();
    }
  }

  private void abort() {
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      LOG.debug("Cannot disconnect", e);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
    if (!MqttTopicValidator.isMatched(filter, topic)) {
      // Of a subscription that this session had with another topic.
      if (toldOfOthers.compareAndSet(false, true)) {
        LOG.info("Lets go of messages to {}, which was subscribed to before {}", topic, filter);
      }
      acknowledge(message);
      return;
    }
    consumer.arrived(new Arrived(this, topic, message));
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    boolean wasOpen = open;
    open = false;
    if (wasOpen) {
      MqttException cause = response.getException();
      consumer.ended(
          this,
          cause != null
              ? MqttProblems.describe(cause)
              : MqttProblems.describeEnd(response.getReturnCode(), response.getReasonString()));
    }
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
