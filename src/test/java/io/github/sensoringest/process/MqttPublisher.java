package io.github.sensoringest.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Publishes numbered readings with quality of service 1, and knows which the broker has taken. */
final class MqttPublisher implements AutoCloseable {
  private static final int IN_FLIGHT = 5;
  private static final long LIMIT_MILLIS = 20_000;

  private final String url;
  private final String password;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private MqttAsyncClient client;
  private Thread thread;
  private volatile boolean ending;
  private int next;

  MqttPublisher(String url, String password) {
    this.url = url;
    this.password = password;
  }

  /** Publishes so many readings. */
  void publish(int count) {
    int end = next + count;
    while (next < end) {
      publishNext();
    }
    awaitAcknowledged();
  }

  /** Publishes one after the other until it is ended, whether the broker is there or not. */
  void begin() {
    thread = new Thread(this::publishOn, "publisher");
    thread.setDaemon(true);
    thread.start();
  }

  private void publishOn() {
    while (!ending) {
      publishNext();
    }
  }

  /** Returns the numbers that the broker has taken, once it has answered for all. */
  Set<Integer> end() throws InterruptedException {
    ending = true;
    thread.join(LIMIT_MILLIS);
    awaitAcknowledged();
    return acknowledged;
  }

  /** Returns how many the broker has taken so far. */
  int acknowledged() {
    return acknowledged.size();
  }

  private void publishNext() {
    int number = next++;
    String text =
        """
        {"sensorId": "S%d", "timestamp": "%s", "value": %d}"""
            .formatted(number % 10, Instant.now(), number);
    publish("plant/" + number % 10 + "/temperature", text, number);
  }

  /** Publishes something that is no reading. */
  void publishText(String text) {
    publish("plant/0/temperature", text, -1);
    awaitAcknowledged();
  }

  private void publish(String topic, String text, int number) {
    try {
      // Its answer may never come if the broker goes away.
      room.tryAcquire(1, TimeUnit.SECONDS);
      connected()
          .publish(
              topic,
              text.getBytes(StandardCharsets.UTF_8),
              1,
              false,
              null,
              new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                  acknowledged.add(number);
                  room.release();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable e) {
                  room.release();
                }
              });
    } catch (MqttException e) {
      room.release();
      client = null;
      pause();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private MqttAsyncClient connected() throws MqttException {
    if (client == null) {
      MqttAsyncClient fresh =
          new MqttAsyncClient(url, "publisher-" + System.nanoTime(), new MemoryPersistence());
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setUserName("publisher");
      options.setPassword(password.getBytes(StandardCharsets.UTF_8));
      fresh.connect(options).waitForCompletion(LIMIT_MILLIS);
      client = fresh;
    }
    return client;
  }

  private void awaitAcknowledged() {
    try {
      room.tryAcquire(IN_FLIGHT, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      room.drainPermits();
      room.release(IN_FLIGHT);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ending = true;
    try {
      if (client != null) {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
      }
    } catch (MqttException e) {
      // It is gone, one way or the other.
      return;
    }
  }
}
