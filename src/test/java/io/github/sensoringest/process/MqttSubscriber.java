package io.github.sensoringest.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.util.json.JsonObject;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Reads the windows that are published; the broker keeps them for it while it is away. */
final class MqttSubscriber implements MqttCallback, AutoCloseable {
  private static final long LIMIT_MILLIS = 20_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String url;
  private final String password;
  private final Map<String, Long> windows = new ConcurrentHashMap<>();
  private volatile String topic = "";
  private MqttAsyncClient client;

  MqttSubscriber(String url, String filter) throws MqttException {
    this(url, "", filter);
  }

  MqttSubscriber(String url, String password, String filter) throws MqttException {
    this.url = url;
    this.password = password;
    connect();
    client.subscribe(filter, 1).waitForCompletion(LIMIT_MILLIS);
    close();
  }

  private void connect() throws MqttException {
    client = new MqttAsyncClient(url, "subscriber", new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("subscriber");
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    client.connect(options).waitForCompletion(LIMIT_MILLIS);
  }

  /**
   * Takes windows until they hold at least so many readings, each window once; the broker keeps
   * those that come later. Returns how many they hold.
   */
  long takeReadings(long least) throws MqttException {
    connect();
    Awaitility.await().atMost(LIMIT).until(() -> readings() >= least);
    close();
    return readings();
  }

  private long readings() {
    return windows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the topic of the last window. */
  String topic() {
    return topic;
  }

  @Override
  public void messageArrived(String to, MqttMessage message) {
    JsonObject window = Ended.parsed(new String(message.getPayload(), StandardCharsets.UTF_8));
    windows.put(window.getString("sensorId") + window.getString("start"), window.getLong("count"));
    topic = to;
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(LIMIT_MILLIS);
    }
    client.close();
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
