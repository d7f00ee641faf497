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

  private final String url;
  private final Map<String, Long> windows = new ConcurrentHashMap<>();
  private volatile String topic = "";
  private MqttAsyncClient client;

  MqttSubscriber(String url, String filter) throws MqttException {
    this.url = url;
    connect();
    client.subscribe(filter, 1).waitForCompletion(LIMIT_MILLIS);
    close();
  }

  private void connect() throws MqttException {
    client = new MqttAsyncClient(url, "subscriber", new MemoryPersistence());
    client.setCallback(this);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(3600L);
    client.connect(options).waitForCompletion(LIMIT_MILLIS);
  }

  /** Waits until the windows hold exactly so many readings, each once; returns the last topic. */
  String awaitReadings(long readings) throws MqttException {
    connect();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> windows.values().stream().mapToLong(Long::longValue).sum() == readings);
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
