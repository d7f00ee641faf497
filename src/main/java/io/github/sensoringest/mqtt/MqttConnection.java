package io.github.sensoringest.mqtt;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, with a client of its own. What is to be acknowledged is so on the
 * connection that brought it, or not at all: to a session that has begun anew, the same number
 * stands for another message. Thread-safe.
 */
final class MqttConnection implements MqttLink.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

  private final MqttConsumer consumer;
  private final MqttLink link;
  private final String filter;
  private final long openedNanos = System.nanoTime();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private final AtomicBoolean toldOfOthers = new AtomicBoolean();
  private volatile boolean open = true;

  private MqttConnection(MqttConsumer consumer, MqttEndpoint endpoint, String clientId)
      throws MqttFailure {
    this.consumer = consumer;
    this.filter = withoutShare(endpoint.getTopic());
    this.link = endpoint.link(clientId, this);
  }

  /**
   * Connects and subscribes.
   *
   * @throws MqttFailure if it does not come about
   */
  static MqttConnection open(MqttConsumer consumer, MqttEndpoint endpoint, String clientId)
      throws MqttFailure {
    MqttConnection connection = new MqttConnection(consumer, endpoint, clientId);
    try {
      connection.link.connect();
      connection.link.subscribe(endpoint.getTopic(), endpoint.getConfiguration().getQos());
      return connection;
    } catch (MqttFailure e) {
      connection.open = false;
      connection.link.abort();
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

  void acknowledge(Publication publication) {
    if (!open) {
      return;
    }
    try {
      link.acknowledge(publication);
    } catch (MqttFailure e) {
      LOG.debug("Cannot acknowledge message {}", publication.id(), e);
    }
  }

  /** Has the broker send again, after a while, what it has got no acknowledgement for. */
  void renew() {
    if (open && renewing.compareAndSet(false, true)) {
      consumer.renew(this);
    }
  }

  /** Ends it; the broker keeps the session. */
  void close() {
    open = false;
    link.close();
  }

  @Override
  public void arrived(Publication publication) throws InterruptedException {
    if (!MqttTopicValidator.isMatched(filter, publication.topic())) {
      // Of a subscription that this session had with another topic.
      if (toldOfOthers.compareAndSet(false, true)) {
        LOG.info(
            "Lets go of messages to {}, which was subscribed to before {}",
            publication.topic(),
            filter);
      }
      acknowledge(publication);
      return;
    }
    consumer.arrived(new Arrived(this, publication));
  }

  @Override
  public void ended(String reason) {
    boolean wasOpen = open;
    open = false;
    if (wasOpen) {
      consumer.ended(this, reason);
    }
  }
}
